/** Asks for a number of threads, starts exactly that many, and gives them jobs. All numbers come from the seed. */
import { once } from "node:events";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { lab } from "lab";

const random = seeded(Number(process.env.APP_SEED ?? 1));
const between = (low: number, high: number) =>
  low + Math.floor(random() * (high - low + 1));

/** What a cell lets a program have at once. */
const mostThreads = 16;

const waves = (jobs: number, threads: number) =>
  Math.ceil(jobs / threads);

/** The fewest threads that are done before the limit; where no number is, as many as there are jobs. */
function fewest(jobs: number, ms: number, limitMs: number): number {
  let threads = 1;
  while (threads < jobs && waves(jobs, threads) * ms >= limitMs)
    threads++;
  return threads;
}

/** A limit that is a whole number of waves: the division without waves is one thread short of it. */
function workload() {
  for (;;) {
    const [jobs, ms, within] = [
      between(24, 30),
      between(40, 60),
      between(3, 5),
    ];
    const limitMs = (within + 1) * ms;
    const divided = Math.ceil((jobs * ms) / limitMs);
    if (fewest(jobs, ms, limitMs) > divided)
      return { jobs, ms, limitMs };
  }
}

type Job = { label: string; ms: number };

if (isMainThread) await drive();
else serve();

function serve() {
  parentPort?.on("message", (job: Job | null) => {
    if (job === null) return parentPort?.close();
    if (job.label) lab.span(job.label, () => lab.block(job.ms));
    else lab.block(job.ms);
    parentPort?.postMessage("done");
  });
  parentPort?.postMessage("ready");
}

async function drive() {
  const { poolMs, threadsFor } = await import("./sizing.ts");

  const formula = Array.from({ length: 3 }, () => {
    const [jobs, threads, ms] = [
      between(30, 200),
      between(3, 40),
      between(20, 900),
    ];
    const expected = waves(jobs, threads) * ms;
    return {
      jobs,
      threads,
      ms,
      expected,
      got: answer(() => poolMs(jobs, threads, ms)),
    };
  });
  const sizes = Array.from({ length: 2 }, () => {
    const [jobs, ms] = [between(40, 200), between(20, 90)];
    const limitMs = between(3 * ms, 9 * ms);
    const expected = fewest(jobs, ms, limitMs);
    return {
      jobs,
      ms,
      limitMs,
      expected,
      got: answer(() => threadsFor(jobs, ms, limitMs)),
    };
  });

  const { jobs, ms, limitMs } = workload();
  const threads = answer(() => threadsFor(jobs, ms, limitMs));
  lab.note("workload", {
    ko: `작업 ${jobs}개 × ${ms} ms, ${limitMs} ms보다 빨리. 씨앗 ${process.env.APP_SEED ?? 1}`,
    en: `${jobs} jobs of ${ms} ms, in less than ${limitMs} ms. Seed ${process.env.APP_SEED ?? 1}`,
  });
  const fits =
    Number.isInteger(threads) &&
    Number(threads) >= 1 &&
    Number(threads) <= mostThreads;
  const pool = fits ? await start(Number(threads)) : [];
  const work = Array.from({ length: jobs }, (_, index) => ({
    label: `job ${index + 1}`,
    ms,
  }));
  await give(pool, work);
  for (const worker of pool) worker.postMessage(null);
  lab.note("asked", { formula, sizes });
  lab.note("pool", {
    jobs,
    ms,
    limitMs,
    threads,
    expected: fewest(jobs, ms, limitMs),
    ran: fits,
  });
}

/** A throw is an answer too: a wrong one. */
function answer(ask: () => unknown): unknown {
  try {
    return ask() ?? null;
  } catch (error) {
    return String(error).slice(0, 60);
  }
}

async function start(size: number): Promise<Worker[]> {
  const file = new URL(import.meta.url);
  const pool = Array.from({ length: size }, () => new Worker(file));
  await Promise.all(pool.map((worker) => once(worker, "message")));
  return pool;
}

/** Each thread takes the next job as soon as it is done with one. */
async function give(pool: Worker[], jobs: Job[]) {
  const queue = [...jobs];
  await Promise.all(
    pool.map(async (worker) => {
      for (let job = queue.shift(); job; job = queue.shift()) {
        worker.postMessage(job);
        await once(worker, "message");
      }
    }),
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
