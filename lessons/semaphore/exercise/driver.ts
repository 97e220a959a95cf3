/** Three rounds against a semaphore: many who come and go, work that throws, callers who give up. */
import { lab } from "lab";
import { Semaphore } from "./semaphore.ts";

const random = seeded(Number(process.env.APP_SEED ?? 1));
const between = (low: number, high: number) =>
  low + Math.floor(random() * (high - low + 1));
const permits = between(3, 5);

/** Longer than all the waits of a round; whoever is not done then never will be. */
const patienceMs = 2_000;
const aMoment = () => lab.io(5);

const first = between(15, 20);
const later = between(6, 10);
lab.note("workload", {
  ko: `자리 ${permits}개, 작업 ${first + later}개. 씨앗 ${process.env.APP_SEED ?? 1}`,
  en: `${permits} permits, ${first + later} tasks. Seed ${process.env.APP_SEED ?? 1}`,
});
await busy();
await throwing();
await givingUp();

/** A crowd, and then newcomers who ask in the very moment in which a permit comes free. */
async function busy(): Promise<void> {
  const semaphore = new Semaphore(permits);
  const tasks = Array.from({ length: first + later }, () => ({
    ms: between(8, 30),
    answer: between(1, 9_999),
    ran: 0,
  }));
  const calls: Promise<void>[] = [];
  let right = 0;

  function ask(): void {
    const id = calls.length + 1;
    const task = tasks[id - 1];
    if (!task) return;
    const call = semaphore.run(() => {
      task.ran += 1;
      lab.note("started", id);
      const done = lab.span(`task ${id}`, async () => {
        await lab.io(task.ms);
        return task.answer;
      });
      // Behind the semaphore's own await of the same promise.
      queueMicrotask(() => void done.then(ask));
      return done;
    });
    calls.push(
      call.then((got) => {
        if (got === task.answer && task.ran === 1) right += 1;
      }),
    );
  }

  for (let n = 0; n < first; n++) ask();
  for (let seen = 0; seen < calls.length; ) {
    seen = calls.length;
    await settled(calls);
  }
  lab.note("busy", { permits, right, of: tasks.length });
}

async function throwing(): Promise<void> {
  const semaphore = new Semaphore(permits);
  const errors = Array.from(
    { length: permits + 2 },
    (_, index) => new Error(`task ${index + 1} failed`),
  );
  let intact = 0;
  const calls = errors.map((error, index) =>
    attempt(() =>
      semaphore.run(() => {
        if (index % 2 === 0) throw error;
        return aMoment().then(() => Promise.reject(error));
      }),
    ).catch((got) => {
      if (got === error) intact += 1;
    }),
  );
  await settled(calls);
  const free = await freeIn(semaphore);
  lab.note("throwing", { permits, intact, of: errors.length, free });
}

/** Everybody holds on until told; two leave the line, and one gives up only after its turn has come. */
async function givingUp(): Promise<void> {
  const semaphore = new Semaphore(permits);
  const holders = Array.from({ length: permits }, () => door());
  const inside = holders.map(({ opened }) =>
    attempt(() => semaphore.run(() => opened)),
  );
  const line = Array.from({ length: 6 }, (_, index) =>
    visitor(semaphore, `caller ${index + 1} has gone`),
  );
  await aMoment();

  const at = between(1, 3);
  const leaving = [line[at], line[at + 2]].filter(
    (one) => one !== undefined,
  );
  const staying = line.filter((one) => !leaving.includes(one));
  for (const { leave } of leaving) leave();
  await aMoment();
  const told = leaving.filter(({ state }) => state() === "left").length;

  holders[0]?.open();
  await aMoment();
  line[0]?.leave();
  await aMoment();
  for (const { open } of [...holders, ...line]) open();
  await settled([...inside, ...line.map(({ over }) => over)]);
  lab.note("giving up", {
    permits,
    told,
    of: leaving.length,
    ran: leaving.filter(({ hasRun }) => hasRun()).length,
    served: staying.filter(({ state }) => state() === "served").length,
    staying: staying.length,
    free: await freeIn(semaphore),
  });
}

function visitor(semaphore: Semaphore, reason: string) {
  const controller = new AbortController();
  const wanted = new Error(reason);
  const { open, opened } = door();
  let state: "waits" | "served" | "left" | "failed" = "waits";
  let ran = false;
  const over = attempt(() =>
    semaphore.run(() => {
      ran = true;
      return opened;
    }, controller.signal),
  ).then(
    () => {
      state = "served";
    },
    (error) => {
      state = error === wanted ? "left" : "failed";
    },
  );
  return {
    open,
    over,
    leave: () => controller.abort(wanted),
    hasRun: () => ran,
    state: () => state,
  };
}

/** How many get in at once when nobody else is there. */
async function freeIn(semaphore: Semaphore): Promise<number> {
  const { open, opened } = door();
  let inside = 0;
  const calls = Array.from({ length: permits + 2 }, () =>
    attempt(() =>
      semaphore.run(() => {
        inside += 1;
        return opened;
      }),
    ),
  );
  await aMoment();
  const found = inside;
  open();
  await settled(calls);
  return found;
}

function door() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { open: () => resolve(), opened: promise };
}

/** Whatever is thrown on the way becomes a rejection. */
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  return work();
}

async function settled(calls: Promise<unknown>[]): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, patienceMs);
  await Promise.race([Promise.allSettled(calls), late.promise]);
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
