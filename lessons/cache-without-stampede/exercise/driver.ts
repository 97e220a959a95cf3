/** One cached function on a virtual clock: crowds at every age of an entry, an origin that fails, callers who write. */
import { lab } from "lab";
import { cached } from "./cached.ts";

const seed = Number(process.env.APP_SEED ?? 1);
const random = seeded(seed);
const between = (low: number, high: number) =>
  low + Math.floor(random() * (high - low + 1));

const ttl = 4 * between(75, 225);
const swr = 4 * between(60, 150);
const latency = 2 * between(10, 40);
const crowd = between(8, 30);
const falsy = [null, false, 0, ""][between(0, 3)];

lab.note("workload", {
  ko: `ttl ${ttl} ms, swr ${swr} ms, 원본 ${latency} ms, 한 번에 ${crowd}명. 씨앗 ${seed}`,
  en: `ttl ${ttl} ms, swr ${swr} ms, origin ${latency} ms, ${crowd} callers at a time. Seed ${seed}`,
});

let unhandled = 0;
process.on("unhandledRejection", () => {
  unhandled += 1;
});

type Product = { id: string; version: number; tags: string[] };
type Value = Product | typeof falsy;

/** An origin that counts, and the learner's function before it. */
function shop() {
  const clock = lab.clock();
  const calls = new Map<string, number>();
  let broken: Error | undefined;

  async function origin(id: string): Promise<Value> {
    const version = (calls.get(id) ?? 0) + 1;
    calls.set(id, version);
    lab.count("origin calls");
    const error = broken;
    await clock.sleep(latency);
    if (error) throw error;
    return id.startsWith("none")
      ? falsy
      : { id, version, tags: ["new", `v${version}`] };
  }
  const get = cached(origin, {
    ttl,
    swr,
    key: (id: string) => `shop:product:v1:${id}`,
    clock,
  });

  /** Whatever is thrown on the way becomes a rejection. */
  const ask = async (id: string): Promise<Value> => get(id);
  return {
    clock,
    ask,
    callsOf: (id: string) => calls.get(id) ?? 0,
    breakWith(error: Error | undefined) {
      broken = error;
    },
    /** So long that whoever is not answered then never will be. */
    settle: () => clock.advance(latency + 1),
  };
}

await lab.span("crowds", crowds);
await lab.span("failures", failures);
await lab.span("writers", writers);

/** The same crowd comes at every age of three entries. One of them holds a value that is not truthy. */
async function crowds(): Promise<void> {
  const { clock, ask, callsOf, settle } = shop();
  const ids = [`p${between(1, 99)}`, `none${between(1, 99)}`, "q7"];
  const tally = { visits: 0, rightVisits: 0, answers: 0, right: 0 };
  let wrongVisit: object | undefined;
  let wrongAnswer: object | undefined;

  /** `calls` and `version` are what should come of it; `at once` means without waiting. */
  async function visit(
    age: string,
    wanted: { calls: number; version: number; atOnce: boolean },
    ageMs: number,
  ) {
    const from = clock.now();
    for (const id of ids) {
      const before = callsOf(id);
      const isRight = (got: Value) =>
        id.startsWith("none")
          ? got === falsy
          : (got as Product | null)?.version === wanted.version;
      const about = {
        age,
        ageMs,
        callers: crowd,
        value: id.startsWith("none")
          ? JSON.stringify(falsy)
          : "a product",
      };
      for (let n = 0; n < crowd; n += 1) {
        tally.answers += 1;
        const judge = (got: Value, threw?: string) => {
          const waitedMs = clock.now() - from;
          const inTime = !wanted.atOnce || waitedMs === 0;
          lab.count("answers");
          if (!threw && isRight(got) && inTime) tally.right += 1;
          else
            wrongAnswer ??= {
              ...about,
              waitedMs,
              threw,
              limit: ttl + swr,
            };
        };
        ask(id).then(
          (got) => judge(got),
          (error) => judge(null, String(error).slice(0, 120)),
        );
      }
      await clock.advance(0);
      const got = callsOf(id) - before;
      tally.visits += 1;
      if (got === wanted.calls) tally.rightVisits += 1;
      else wrongVisit ??= { ...about, wanted: wanted.calls, got };
    }
  }

  const waits = { atOnce: false };
  const atOnce = { atOnce: true };
  await visit("cold", { calls: 1, version: 1, ...waits }, 0);
  await clock.advance(latency / 2);
  await visit("loading", { calls: 0, version: 1, ...waits }, 0);
  await clock.advance(latency / 2);
  await visit("fresh", { calls: 0, version: 1, ...atOnce }, 0);
  const early = between(ttl / 4, ttl / 2);
  await clock.advance(early);
  await visit("fresh", { calls: 0, version: 1, ...atOnce }, early);
  const late = ttl + between(10, swr / 4);
  await clock.advance(late - early);
  await visit("stale", { calls: 1, version: 1, ...atOnce }, late);
  await clock.advance(latency / 2);
  await visit(
    "refreshing",
    { calls: 0, version: 1, ...atOnce },
    late + latency / 2,
  );
  await clock.advance(latency / 2);
  await visit("fresh", { calls: 0, version: 2, ...atOnce }, 0);
  const over = ttl + swr + between(5, 400);
  await clock.advance(over);
  await visit("expired", { calls: 1, version: 3, ...waits }, over);
  await settle();
  lab.note("crowds", { ...tally, wrongVisit, wrongAnswer });
}

/** It fails when there is nothing yet, and again behind a stale value. */
async function failures(): Promise<void> {
  const { clock, ask, callsOf, breakWith, settle } = shop();
  const id = `p${between(100, 199)}`;
  const error = new Error("origin is down");
  const outcome = (asked: Promise<Value>) =>
    asked.then(
      (got) => (got as Product | null)?.version ?? "nothing",
      (thrown) => (thrown === error ? "its error" : String(thrown)),
    );
  const seen: Record<string, unknown> = {};

  breakWith(error);
  const told = Array.from({ length: crowd }, () => outcome(ask(id)));
  await settle();
  breakWith(undefined);
  const again = outcome(ask(id));
  await settle();
  seen.callsAfter = callsOf(id);
  seen.told = await count(told, "its error");
  seen.again = await soon(again);

  const goodCalls = callsOf(id);
  breakWith(error);
  await clock.advance(ttl + between(10, swr / 4));
  const stale = Array.from({ length: crowd }, () => outcome(ask(id)));
  await settle();
  seen.stale = await count(stale, goodCalls);
  const retried = outcome(ask(id));
  await settle();
  seen.retried = await soon(retried);
  seen.retries = callsOf(id) - goodCalls;
  await clock.advance(swr);
  const last = outcome(ask(id));
  await settle();
  seen.last = await soon(last);
  // Node tells of a rejection nobody handled after its turn.
  await clock.advance(0);
  lab.note("failures", { ...seen, crowd, goodCalls, unhandled });
}

/** Everybody writes into what they are given. */
async function writers(): Promise<void> {
  const { ask, settle } = shop();
  const id = `p${between(200, 299)}`;
  const spoilt: Record<string, number> = { together: 0, later: 0 };
  const write = (round: string) => (got: Value) => {
    const { tags } = got as Product;
    if (tags.join() !== "new,v1")
      spoilt[round] = (spoilt[round] ?? 0) + 1;
    tags.push("mine");
  };
  let answered = 0;
  for (const round of ["together", "later", "later"]) {
    for (let n = 0; n < crowd; n += 1)
      ask(id)
        .then(write(round))
        .then(
          () => {
            answered += 1;
          },
          () => {},
        );
    await settle();
  }
  lab.note("writers", { ...spoilt, answered, of: 3 * crowd });
}

/** What it came to by now; the clock has gone far enough. */
function soon(outcome: Promise<unknown>): Promise<unknown> {
  const never = new Promise((resolve) =>
    setImmediate(() => resolve("no answer")),
  );
  return Promise.race([outcome, never]);
}

async function count(outcomes: Promise<unknown>[], wanted: unknown) {
  const got = await Promise.all(outcomes.map(soon));
  return got.filter((one) => one === wanted).length;
}

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
