/** Four pages at once, eight calls each. What the calls return and how long they take comes from the seed. */
import { once } from "node:events";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { lab } from "lab";

const pageCount = 4;
const random = seeded(Number(process.env.APP_SEED ?? 1));
const between = (low: number, high: number) =>
  low + Math.floor(random() * (high - low + 1));

/** Both threads draw the same values, for they start from the same seed. */
const orders = Array.from({ length: pageCount }, (_, index) => ({
  id: index + 1,
  userId: between(1, 99),
  country: ["DE", "JP", "KR", "US"][between(0, 3)] as string,
  lines: Array.from({ length: 10 }, () => between(100, 9_000)),
}));
type Order = (typeof orders)[number];

const salt = between(1_000, 9_999);
const slow = ["user", "rate", "terms", "report", "archive", "score"];
const takesMs = new Map(slow.map((name) => [name, between(45, 60)]));
const msOf = (name: string) => takesMs.get(name) ?? 0;
const currency = ["EUR", "KRW", "JPY", "USD"][between(0, 3)] as string;

/** What each call answers, without the time it takes. */
const answers = {
  user: (id: number) => `user ${id}-${salt}`,
  rate: (country: string) => (country.charCodeAt(0) + salt) / 1e4,
  terms: (country: string) => `terms ${country} ${salt}`,
  report: (id: number) => `report ${id * salt}`,
  archive: (text: string) => `zip:${text.length}:${salt}`,
  score: (id: number) => (id * salt) % 101,
  total: (lines: number[]) => lines.reduce((sum, one) => sum + one, 0),
  settings: () => currency,
};
type Name = keyof typeof answers;
const names = Object.keys(answers) as Name[];

/** Each call as it comes: it runs where it is called. */
const calls: Record<Name, (input: never) => unknown> = {
  user: held("user"),
  rate: held("rate"),
  terms: held("terms"),
  report: held("report"),
  archive: async (text: string) => held("archive")(text as never),
  score(id: number) {
    lab.burn(msOf("score"));
    return answers.score(id);
  },
  total: answers.total,
  settings: answers.settings,
};

function held(name: Exclude<Name, "settings">) {
  return (input: never): unknown => {
    lab.block(msOf(name));
    return answers[name](input);
  };
}

if (isMainThread) await drive();
else serve();

function serve() {
  parentPort?.on(
    "message",
    async ({
      id,
      name,
      input,
    }: {
      id: number;
      name: Name;
      input: never;
    }) =>
      parentPort?.postMessage({ id, answer: await calls[name](input) }),
  );
  parentPort?.postMessage("ready");
}

async function drive() {
  const { page } = await import("./calls.ts");
  const worker = new Worker(new URL(import.meta.url));
  await once(worker, "message");

  const waiting = new Map<number, (answer: unknown) => void>();
  worker.on("message", ({ id, answer }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  const ask = (name: Name, input: unknown) => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const id = waiting.size === 0 ? 1 : Math.max(...waiting.keys()) + 1;
    waiting.set(id, resolve);
    worker.postMessage({ id, name, input });
    return promise;
  };

  await reference(() => ask("settings", null));

  /** How often each call was made, and where. */
  const made: Record<string, Record<string, number>> = {};
  const counted = (
    place: string,
    wanted: readonly Name[],
    make: (name: Name, input: never) => unknown,
  ) =>
    Object.fromEntries(
      wanted.map((name) => [
        name,
        (input: never) => {
          made[place] ??= {};
          made[place][name] = (made[place][name] ?? 0) + 1;
          return make(name, input);
        },
      ]),
    );
  const kit = {
    here: counted("here", names, (name, input) => calls[name](input)),
    client: counted(
      "client",
      ["user", "rate", "terms"],
      async (name, input) => {
        await lab.io(msOf(name));
        return (answers[name] as (input: never) => unknown)(input);
      },
    ),
    worker: counted("worker", names, ask),
  };

  lab.note("workload", {
    ko: `페이지 ${pageCount}개가 한꺼번에. 씨앗 ${process.env.APP_SEED ?? 1}, 느린 호출은 45–60 ms`,
    en: `${pageCount} pages at once. Seed ${process.env.APP_SEED ?? 1}, slow calls of 45–60 ms`,
  });
  let right = 0;
  const wrong: { id: number; expected: unknown; got: unknown }[] = [];
  await lab.fire(pageCount, async (id) => {
    const order = orders[id - 1] as Order;
    const got = await lab.span(`page ${id}`, async () => {
      try {
        return await page(structuredClone(order), kit as never);
      } catch (error) {
        return { threw: String(error).slice(0, 200) };
      }
    });
    if (same(got, expected(order))) right += 1;
    else wrong.push({ id, expected: expected(order), got: shown(got) });
  });
  lab.note("answers", {
    right,
    of: pageCount,
    wrong: wrong.slice(0, 1),
  });
  lab.note("made", { pages: pageCount, ...made });
  await worker.terminate();
}

function expected(order: Order) {
  const report = answers.report(order.id);
  return {
    user: answers.user(order.userId),
    rate: answers.rate(order.country),
    terms: answers.terms(order.country),
    report,
    archive: answers.archive(report),
    score: answers.score(order.id),
    total: answers.total(order.lines),
    settings: answers.settings(),
  };
}

/** The clients' waits and a few trips to the worker, done right: what this machine adds to them just now. */
async function reference(trip: () => Promise<unknown>) {
  await Promise.all(
    orders.map(async () => {
      for (const name of ["user", "rate", "terms"])
        await lab.io(msOf(name));
      await trip();
    }),
  );
  lab.note("reference", {});
  // A block counts from the last turn of the loop, which must not lie in the reference.
  await lab.io(20);
}

function same(got: unknown, wanted: Record<string, unknown>): boolean {
  const fields = got as Record<string, unknown> | null | undefined;
  return (
    typeof fields === "object" &&
    Object.entries(wanted).every(
      ([key, value]) => fields?.[key] === value,
    )
  );
}

/** A promise in an answer is told as what it is; JSON would make `{}` of it. */
function shown(got: unknown): unknown {
  if (typeof got !== "object" || got === null) return got ?? null;
  return Object.fromEntries(
    Object.entries(got).map(([key, value]) => [
      key,
      value instanceof Promise ? "Promise" : value,
    ]),
  );
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
