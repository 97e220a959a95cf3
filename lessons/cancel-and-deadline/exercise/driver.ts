/** Callers who copy files from a slow disk, most of whom go away in the middle; when and why comes from the seed. */
import { lab } from "lab";
import { copyAll } from "./copy.ts";

const seed = Number(process.env.APP_SEED ?? 1);
const random = seeded(seed);
const between = (low: number, high: number) =>
  low + Math.floor(random() * (high - low + 1));

type Caller = {
  id: number;
  /** Chunks of each file. */
  files: number[];
  /** The step in whose middle the caller goes; 0: before the first, infinity: never. */
  leavesIn: number;
  reason: unknown;
};

const reasons = [
  () => new Error("the client hung up"),
  () => new DOMException("the deadline has passed", "TimeoutError"),
  () => new DOMException("the user pressed stop", "AbortError"),
];
const callers = Array.from({ length: 6 }, (_, index): Caller => {
  const files = Array.from({ length: between(2, 3) }, () =>
    between(3, 5),
  );
  const inFirstFile = between(2, 4);
  const later = between(5, stepsOf(files) - 2);
  return {
    id: index + 1,
    files,
    leavesIn:
      [Number.POSITIVE_INFINITY, 0, inFirstFile, 1][index] ?? later,
    reason: reasons[index % reasons.length]?.(),
  };
});

/** An opening, two for each chunk, and the read that finds the end. */
function stepsOf(files: number[]) {
  return files.reduce((sum, chunks) => sum + 2 + 2 * chunks, 0);
}

lab.note("workload", {
  ko: `호출자 ${callers.length}명, 파일 ${callers.reduce((sum, { files }) => sum + files.length, 0)}개. 씨앗 ${seed}, 다섯 명은 도중에 떠납니다`,
  en: `${callers.length} callers, ${callers.reduce((sum, { files }) => sum + files.length, 0)} files. Seed ${seed}, five of them leave before the end`,
});

let busyMs = performance.now();

/** One caller's disk. It does what it is asked to, also when nobody wants it any more. */
function diskFor({ id, files, leavesIn, reason }: Caller) {
  const caller = new AbortController();
  if (leavesIn === 0) caller.abort(reason);
  const seen = { steps: 0, after: 0, openedAfter: 0, open: 0 };
  const saved: string[] = [];

  async function step<T>(given: AbortSignal | undefined, result: T) {
    given?.throwIfAborted();
    const isGhost = caller.signal.aborted;
    if (isGhost) seen.after += 1;
    const number = ++seen.steps;
    const label = isGhost
      ? `caller ${id}, after leaving`
      : `caller ${id}`;
    const halfMs = between(2, 4);
    return lab.span(label, async () => {
      await lab.io(halfMs);
      if (number === leavesIn) caller.abort(reason);
      given?.throwIfAborted();
      await lab.io(halfMs);
      busyMs = performance.now();
      return result;
    });
  }

  const disk = {
    async open(name: string) {
      if (caller.signal.aborted) seen.openedAfter += 1;
      await step(undefined, null);
      seen.open += 1;
      const chunks = chunksOf(id, name, files);
      let isOpen = true;
      return {
        read: (signal?: AbortSignal) =>
          step(signal, null).then(() => chunks.shift() ?? null),
        async close() {
          if (isOpen) seen.open -= 1;
          isOpen = false;
          await lab.io(1);
        },
      };
    },
    async save(name: string, chunk: string, signal?: AbortSignal) {
      await step(signal, null);
      saved.push(`${name} ${chunk}`);
    },
  };
  return { disk, signal: caller.signal, seen, saved };
}

function chunksOf(id: number, name: string, files: number[]) {
  const count = files[Number(name.split("-")[1])] ?? 0;
  return Array.from(
    { length: count },
    (_, at) => `${id}.${seed}.${at}`,
  );
}

await lab.fire(callers.length, async (index) => {
  const caller = callers[index - 1] as Caller;
  const names = caller.files.map((_, at) => `file-${at}`);
  const { disk, signal, seen, saved } = diskFor(caller);
  const told = await copyAll(names, disk, signal).then(
    (copied) => ({ resolved: copied }),
    (error) => ({ rejected: error }),
  );
  const openWhenTold = seen.open;
  await quiet();
  lab.note("caller", {
    id: caller.id,
    left: caller.leavesIn !== Number.POSITIVE_INFINITY,
    after: seen.after,
    openedAfter: seen.openedAfter,
    open: openWhenTold,
    ...(caller.leavesIn === Number.POSITIVE_INFINITY
      ? { result: resultOf(told, saved, names, caller) }
      : { told: tellOf(told, caller.reason) }),
  });
});
lab.note("over", null);

/** Whoever goes on after his answer is given the time to. */
async function quiet() {
  while (performance.now() - busyMs < 60) await lab.io(10);
}

type Told = { resolved: unknown } | { rejected: unknown };

function resultOf(
  told: Told,
  saved: string[],
  names: string[],
  { id, files }: Caller,
) {
  const wanted = names.flatMap((name) =>
    chunksOf(id, name, files).map((chunk) => `${name} ${chunk}`),
  );
  const isSame = JSON.stringify(saved) === JSON.stringify(wanted);
  const got =
    "resolved" in told ? told.resolved : wordsOf(told.rejected);
  return { wanted: wanted.length, got: got ?? null, isSame };
}

/** The reason itself, or an error that carries it as its cause. */
function tellOf(told: Told, reason: unknown) {
  if ("resolved" in told) return { is: "resolved" };
  let error = told.rejected;
  for (let depth = 0; depth < 5; depth++) {
    if (error === reason) return { is: "reason" };
    error = (error as { cause?: unknown } | null)?.cause;
  }
  return {
    is: "other",
    got: wordsOf(told.rejected),
    wanted: wordsOf(reason),
  };
}

function wordsOf(error: unknown) {
  return String(error).slice(0, 100);
}

/** Mulberry32: small, and the same everywhere for the same seed. */
function seeded(start: number) {
  let state = start | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed =
      (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
