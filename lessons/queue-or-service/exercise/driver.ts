/** A shop under three crashes: its API in this thread, its two worker processes in threads that die and are started again. */
import { once } from "node:events";
import {
  isMainThread,
  parentPort,
  Worker as Thread,
  workerData,
} from "node:worker_threads";
import { type Job, Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import { lab } from "lab";
import { accept, handle, type Order, type Tools } from "./orders.ts";

/** Where the process dies while it works on an order, each time once. */
type Plan = {
  afterCharge: string;
  afterWrite: string;
  afterReturn: string;
  busy: string[];
};
const queueName = "orders";
/** Short, so that a run lasts seconds; outside, half a minute is usual. */
const lock = { lockDuration: 400, stalledInterval: 200 };

if (isMainThread) await shop();
else await workerProcess(workerData as Plan);

async function shop(): Promise<void> {
  const seed = Number(process.env.APP_SEED ?? 1);
  const random = seeded(seed);
  const between = (low: number, high: number) =>
    low + Math.floor(random() * (high - low + 1));

  const customers = ["ada", "ben", "cho"];
  const orders: Order[] = Array.from(
    { length: between(16, 20) },
    (_, n) => ({
      id: `order-${n + 1}`,
      customer: customers[between(0, 2)] ?? "ada",
      cents: between(500, 9_900),
    }),
  );
  const chosen = orders.map(({ id }) => ({ id, at: random() }));
  chosen.sort((a, b) => a.at - b.at);
  const [afterCharge, afterWrite, afterReturn, ...rest] = chosen.map(
    ({ id }) => id,
  );
  const plan: Plan = {
    afterCharge: afterCharge ?? "",
    afterWrite: afterWrite ?? "",
    afterReturn: afterReturn ?? "",
    busy: rest.slice(0, 2),
  };
  const twice = rest.slice(2, 5);
  lab.note("workload", {
    ko: `주문 ${orders.length}건, 그중 ${twice.length}건은 두 번 누름. 프로세스는 세 번 죽음. 씨앗 ${seed}`,
    en: `${orders.length} orders, ${twice.length} of them posted twice. A process dies three times. Seed ${seed}`,
  });

  const queue = new Queue<Order>(queueName, { connection: {} });
  const redis = new Redis();
  await Promise.all([
    queue.waitUntilReady(),
    redis.ping(),
    start(plan),
    start(plan),
  ]);
  await queue.getJobCounts();
  await lab.io(50);

  const posts = orders.flatMap((order) =>
    twice.includes(order.id) ? [order, order] : [order],
  );
  const acceptMs: number[] = [];
  const referenceMs: number[] = [];
  const accepted = new Map<string, unknown>();
  const failed: string[] = [];
  const depth = () =>
    queue.getJobCountByTypes("waiting", "active", "delayed");
  const watching = setInterval(async () => {
    lab.set("backlog", await depth());
  }, 50);

  lab.note("go", null);
  await Promise.all(
    posts.map(async (order, n) => {
      await lab.io(n * 15);
      // The same way to Redis and back at the same moment, without the answer.
      void timed(referenceMs, () => redis.ping());
      try {
        const id = await timed(acceptMs, () =>
          accept({ ...order }, queue),
        );
        accepted.set(order.id, id);
      } catch (error) {
        failed.push(String(error).slice(0, 120));
      }
    }),
  );
  lab.note("accepts", {
    ms: acceptMs.map(Math.round),
    referenceMs: Math.round(Math.max(0, ...referenceMs)),
    failed: failed.slice(0, 1),
  });

  const until = performance.now() + 6_000;
  while ((await depth()) > 0 && performance.now() < until)
    await lab.io(25);
  clearInterval(watching);
  const left = await depth();
  lab.set("backlog", left);

  await report(orders, accepted, { queue, redis, plan, twice, left });
  process.exit();
}

/** A process that dies is started again, as a supervisor would. */
async function start(plan: Plan): Promise<void> {
  const thread = new Thread(new URL(import.meta.url), {
    workerData: plan,
  });
  thread.once("exit", () => start(plan));
  await once(thread, "message");
}

async function timed<T>(into: number[], work: () => Promise<T>) {
  const from = performance.now();
  try {
    return await work();
  } finally {
    into.push(performance.now() - from);
  }
}

async function workerProcess(plan: Plan): Promise<void> {
  const bank = new Redis();
  const own = new Redis();
  const doomed = await dyingAfterItsWrite(plan.afterWrite);

  async function charge(order: Order, key: string): Promise<string> {
    await lab.io(10);
    if (plan.busy.includes(order.id) && (await first("busy", order)))
      throw new Error("503, the bank is busy");
    const receipt = await bank.eval(
      takeOnce,
      2,
      `bank:key:${key}`,
      "bank:charged",
      `receipt of ${order.id}`,
      order.id,
    );
    await lab.io(5);
    if (plan.afterCharge === order.id) await die("charge", order);
    return String(receipt);
  }

  async function work(job: Job<Order>): Promise<unknown> {
    const order = { ...job.data };
    const redis = plan.afterWrite === order.id ? doomed : own;
    const tools: Tools = { charge, redis };
    const result = await handle(job, tools);
    if (plan.afterReturn === order.id) await die("return", order);
    return result;
  }

  async function first(what: string, { id }: Pick<Order, "id">) {
    return (await bank.set(`${what}:${id}`, "1", "NX")) === "OK";
  }

  async function die(where: string, order: Pick<Order, "id">) {
    if (!(await first(`died after ${where}`, order))) return;
    lab.note("died", { order: order.id, after: where });
    process.exit(1);
  }

  /** A client of Redis whose process dies as soon as its first write has been done. */
  async function dyingAfterItsWrite(id: string): Promise<Redis> {
    const redis = new Redis();
    await redis.ping();
    const send = redis.sendCommand.bind(redis);
    redis.sendCommand = (command, stream) => {
      const sent = send(command, stream);
      if (reads.has(command.name.toLowerCase())) return sent;
      return Promise.resolve(sent).then(async (reply) => {
        await die("write", { id });
        return reply;
      });
    };
    return redis;
  }

  const worker = new Worker<Order>(
    queueName,
    (job) =>
      lab.span(`${job.data.id}, try ${job.attemptsStarted}`, () =>
        work(job),
      ),
    { connection: {}, concurrency: 2, maxStalledCount: 9, ...lock },
  );
  worker.on("error", () => {});
  await worker.waitUntilReady();
  parentPort?.postMessage("up");
}

type Shop = {
  queue: Queue<Order>;
  redis: Redis;
  plan: Plan;
  twice: string[];
  left: number;
};

/** What became of every order: of its job, its money and its customer's points. */
async function report(
  orders: Order[],
  accepted: Map<string, unknown>,
  { queue, redis, plan, twice, left }: Shop,
): Promise<void> {
  const undone: object[] = [];
  for (const { id } of orders) {
    const jobId = String(accepted.get(id) ?? "");
    const job = jobId ? await queue.getJob(jobId) : undefined;
    const state = job ? await job.getState() : "unknown";
    const told = (job?.returnvalue ?? null) as unknown;
    if (state === "completed" && told === `receipt of ${id}`) continue;
    const why = state === "completed" ? "told" : state;
    const detail =
      why === "told" ? JSON.stringify(told) : (job?.failedReason ?? "");
    undone.push({
      order: id,
      why,
      detail: String(detail).slice(0, 120),
      tries: job?.attemptsMade ?? 0,
    });
  }
  lab.note("done", {
    of: orders.length,
    undone: undone.length,
    left,
    first: undone.slice(0, 1),
  });

  const charged = await redis.lrange("bank:charged", 0, -1);
  const times = orders.map(({ id }) => ({
    order: id,
    times: charged.filter((one) => one === id).length,
    twice: twice.includes(id),
    died:
      id === plan.afterCharge ||
      id === plan.afterWrite ||
      id === plan.afterReturn,
  }));
  const wrong = times.filter((order) => order.times !== 1);
  wrong.sort((a, b) => Number(b.died) - Number(a.died));
  lab.note("charged", {
    of: orders.length,
    wrong: wrong.length,
    first: wrong.slice(0, 1),
  });

  const off: object[] = [];
  const names = [...new Set(orders.map(({ customer }) => customer))];
  for (const customer of names) {
    const hash = await redis.hvals(`points:${customer}`);
    const got = hash.reduce((sum, value) => sum + Number(value), 0);
    const theirs = orders.filter(
      (order) => order.customer === customer,
    );
    const wanted = theirs.reduce(
      (sum, { cents }) => sum + Math.floor(cents / 100),
      0,
    );
    if (got !== wanted) off.push({ customer, got, wanted });
  }
  lab.note("points", {
    of: names.length,
    wrong: off.length,
    first: off.slice(0, 1),
  });
}

/** The bank's side: a process that dies leaves it either with the money and the key, or with neither. */
const takeOnce = `
  local before = redis.call("GET", KEYS[1])
  if before then return before end
  redis.call("SET", KEYS[1], ARGV[1])
  redis.call("RPUSH", KEYS[2], ARGV[2])
  return ARGV[1]`;

const reads = new Set(
  "get mget exists ttl type hget hmget hgetall hvals hkeys hexists hlen sismember smembers scard zscore lrange llen multi watch unwatch ping".split(
    " ",
  ),
);

/** Mulberry32: small, and the same everywhere for the same seed. */
function seeded(from: number) {
  let state = from | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed =
      (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
