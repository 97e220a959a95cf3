/** A small share of the database, several processes of the learner's on it, and an order of every kind. */
import { lab } from "lab";
import { Client, type Pool, type PoolClient } from "pg";
import { handle, maxPerProcess, open } from "./store.ts";

const random = seeded(Number(process.env.APP_SEED ?? 1));
const between = (low: number, high: number) =>
  low + Math.floor(random() * (high - low + 1));

type Plan = Parameters<typeof open>[0];
const [pods, processes] = [between(2, 3), 2];
const plan: Plan = {
  limit: between(18, 24),
  reserve: between(3, 5),
  pods,
  processes,
  patienceMs: between(6, 7) * 100,
};
const fits = (of: Plan) =>
  Math.floor((of.limit - of.reserve) / (of.pods * of.processes));
const queryMs = 10;
const quoteMs = between(80, 100);
const waves = 4;
const limitMs = 250;
/** Of each process; a pool that may open more is too large already. */
const mostAsked = 10;

lab.note("workload", {
  ko: `파드 ${pods} × 프로세스 ${processes}, 커넥션 ${plan.limit}개 중 ${plan.reserve}개는 남의 것. 씨앗 ${process.env.APP_SEED ?? 1}`,
  en: `${pods} pods × ${processes} processes; ${plan.reserve} of ${plan.limit} connections are other programs'. Seed ${process.env.APP_SEED ?? 1}`,
});
asked();
const { skus, others } = await prepare();
const [first, second] = await fleet();
if (first && second) {
  await orders(first);
  await failing(first);
  await full(second);
}
await Promise.all(others.map((client) => client.end()));
process.exit(0);

/** The plan of the run, the one of the task, and two that divide unevenly. */
function asked(): void {
  const uneven = (): Plan => ({
    ...plan,
    limit: between(120, 300),
    reserve: between(7, 30),
    pods: between(3, 7),
    processes: between(2, 4),
  });
  const task = { limit: 100, reserve: 10, pods: 3, processes: 2 };
  const plans = [plan, { ...plan, ...task }, uneven(), uneven()];
  lab.note(
    "asked",
    plans.map((of) => ({
      limit: of.limit,
      reserve: of.reserve,
      pods: of.pods,
      processes: of.processes,
      expected: fits(of),
      got: told(() => maxPerProcess({ ...of })),
    })),
  );
}

/** Prices, a query of 10 ms for one, and the programs that share the database. */
async function prepare() {
  const skus = new Map(
    ["bolt", "cable", "fuse", "relay", "switch"].map((sku) => [
      sku,
      between(200, 9_000),
    ]),
  );
  const others = Array.from(
    { length: plan.reserve },
    () => new Client({ application_name: "other" }),
  );
  for (const client of others) await client.connect();
  const [admin] = others as [Client];
  await admin.query("CREATE TABLE items (sku text, price int)");
  for (const item of skus)
    await admin.query("INSERT INTO items VALUES ($1, $2)", item);
  await admin.query(`CREATE FUNCTION price_of(wanted text) RETURNS int
    LANGUAGE plpgsql AS $$
    DECLARE found_price int;
    BEGIN
      PERFORM pg_sleep(${queryMs / 1_000});
      SELECT price INTO STRICT found_price FROM items WHERE sku = wanted;
      RETURN found_price;
    END $$`);
  await admin.query(
    `ALTER DATABASE lab CONNECTION LIMIT ${plan.limit}`,
  );
  return { skus, others };
}

type Opened = { pool: Pool; size: number };

/** Every process opens all it may, as on the busiest day. */
async function fleet(): Promise<Opened[]> {
  const pools = Array.from({ length: pods * processes }, () =>
    open({ ...plan }),
  );
  const opened: Opened[] = [];
  const found = { wanted: 0, connected: 0, refused: 0, failed: "" };
  for (const pool of pools) {
    const size = Math.min(pool.options.max, mostAsked);
    const held: PoolClient[] = [];
    for (let n = 0; n < size; n++) {
      found.wanted += 1;
      try {
        held.push(await pool.connect());
        found.connected += 1;
      } catch (error) {
        const { code, message } = error as Error & { code?: string };
        if (code === "53300") found.refused += 1;
        else found.failed = message.slice(0, 200);
      }
    }
    for (const client of held) client.release();
    opened.push({ pool, size: held.length });
  }
  lab.note("fleet", {
    ...found,
    programs: pools.length,
    room: plan.limit - plan.reserve,
  });
  return opened;
}

/** Four times as many orders as one process may have connections. */
async function orders({ pool, size }: Opened): Promise<void> {
  const width = Math.max(1, Math.min(size, fits(plan)));
  await reference(pool, width);
  const names = [...skus.keys()];
  const all = Array.from({ length: waves * width }, (_, index) => ({
    id: index + 1,
    sku: names[between(0, names.length - 1)] as string,
  }));
  const carrier = {
    async quote(id: number) {
      await lab.io(quoteMs);
      return costOf(id);
    },
  };
  let right = 0;
  let wrong: unknown = null;
  const work = lab.fire(all.length, async (n) => {
    const order = all[n - 1] as (typeof all)[number];
    const total = (skus.get(order.sku) ?? 0) + costOf(order.id);
    const got = await lab.span(`order ${n}`, () =>
      attempt(() => handle({ ...order }, pool, carrier)),
    );
    if (got?.id === order.id && got?.total === total) right += 1;
    else wrong ??= { id: order.id, expected: total, got: shown(got) };
  });
  await within(work, 4_000);
  lab.note("orders", {
    right,
    of: all.length,
    wrong,
    limitMs,
    width,
    queryMs,
    quoteMs,
  });
}

/** The same queries and waits on the same connections, done right: what this machine needs for them just now. */
async function reference(pool: Pool, width: number): Promise<void> {
  const clients: PoolClient[] = [];
  for (let n = 0; n < width; n++) clients.push(await pool.connect());
  const startedMs = performance.now();
  const calls: Promise<void>[] = [];
  await Promise.all(
    clients.map(async (client) => {
      for (let wave = 0; wave < waves; wave++) {
        await client.query("SELECT price_of('bolt') AS price");
        calls.push(lab.io(quoteMs));
      }
    }),
  );
  await Promise.all(calls);
  const ms = performance.now() - startedMs;
  for (const client of clients) client.release();
  lab.note("reference", { ms, idealMs: waves * queryMs + quoteMs });
}

/** As many orders fail as there are connections: at the database, or at the carrier. */
async function failing({ pool, size }: Opened): Promise<void> {
  const carrier = {
    async quote(): Promise<number> {
      throw new Error("the carrier is down");
    },
  };
  const sent = Math.max(2, Math.min(size, 6));
  const calls = Array.from({ length: sent }, (_, index) =>
    attempt(() =>
      handle(
        { id: 900 + index, sku: index % 2 ? "bolt" : "no such item" },
        pool,
        carrier,
      ),
    ),
  );
  await within(Promise.all(calls), plan.patienceMs + 1_000);
  lab.note("failing", { sent, inHand: await leftInHand(pool) });
}

/** Somebody else has every connection of this process, and an order comes. */
async function full({ pool, size }: Opened): Promise<void> {
  const held: PoolClient[] = [];
  for (let n = 0; n < size; n++) held.push(await pool.connect());
  const carrier = { quote: async () => 1 };
  const startedMs = performance.now();
  let waitedMs: number | null = null;
  let error = "";
  const call = attempt(() =>
    handle({ id: 999, sku: "bolt" }, pool, carrier),
  ).then((got) => {
    waitedMs ??= performance.now() - startedMs;
    error = String(got?.threw ?? "");
  });
  await within(call, plan.patienceMs + 700);
  const { patienceMs } = plan;
  lab.note("full", { patienceMs, waitedMs, error });
  for (const client of held) client.release();
  await within(call, 1_000);
  lab.note("afterwards", { inHand: await leftInHand(pool), size });
}

/** Whoever still has work gets a moment to give its connection back. */
async function leftInHand(pool: Pool): Promise<number> {
  const inHand = () => pool.totalCount - pool.idleCount;
  for (let tries = 0; inHand() > 0 && tries < 12; tries++)
    await lab.io(25);
  return inHand();
}

function costOf(id: number): number {
  return 100 + ((id * 37) % 400);
}

// biome-ignore lint/suspicious/noExplicitAny: it is the learner's, and may be anything
async function attempt(work: () => Promise<unknown>): Promise<any> {
  try {
    return await work();
  } catch (error) {
    return { threw: String(error).slice(0, 200) };
  }
}

function told(work: () => unknown): unknown {
  try {
    const got = work();
    return typeof got === "number" && Number.isFinite(got)
      ? got
      : String(got).slice(0, 60);
  } catch (error) {
    return String(error).slice(0, 60);
  }
}

function shown(got: { total?: unknown; threw?: string } | undefined) {
  return String(got?.threw ?? got?.total ?? got).slice(0, 200);
}

async function within(work: Promise<unknown>, ms: number) {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  await Promise.race([work, late.promise]);
  clearTimeout(timer);
}

/** Mulberry32: small, and the same everywhere for the same seed. */
function seeded(seed: number) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed =
      (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
