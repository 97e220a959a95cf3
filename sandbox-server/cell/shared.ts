import { pathToFileURL } from "node:url";
import { getEnvironmentData, isMainThread, setEnvironmentData } from "node:worker_threads";
import type { CellFile } from "../cells/wire.ts";

/** What every thread of a cell knows of the run: handed to learner's workers as environment data. */
export type Run = {
  /** The folder of the learner's files, as a path and as a URL, both ending in a slash. */
  root: string;
  rootUrl: string;
  entry: string;
  files: CellFile[];
  /** Whether lanes are to be drawn. */
  lanes: boolean;
  packages: PackageSettings & { url: string };
  memory: SharedArrayBuffer;
};

/** Where allow-listed packages lie (the folder that holds `node_modules`) and which may be imported. */
export type PackageSettings = { folder: string; names: string[] };

const key = "looplab";
/** Zero, flags, then the totals of `lab.count`, which know their own size. */
export const totalsAt = 64;
const memoryBytes = totalsAt + (48 << 10);
export const memory: SharedArrayBuffer =
  (getEnvironmentData(key) as unknown as Run | undefined)?.memory ?? new SharedArrayBuffer(memoryBytes);
// Threads of ours may start before there is a run.
if (isMainThread) setEnvironmentData(key, { memory } as never);

/** Time zero in ms of `process.hrtime`; 0 until it was marked. */
const zero = new Float64Array(memory, 0, 1);
/** Slots: the run is over · threads now inside a report · the learner's workers now alive · lanes so far. */
export const flags = new Int32Array(memory, 8, 4);
export const slot = { over: 0, writers: 1, workers: 2, lanes: 3 } as const;

export const shared = {
  get zeroMs() {
    return zero[0] as number;
  },
  set zeroMs(ms: number) {
    zero[0] = ms;
  },
};

/** The maker says by argument where packages are; the folder it starts Node in is the learner's. */
export function readPlaces(): Pick<Run, "root" | "rootUrl" | "packages"> {
  const root = `${process.cwd()}/`;
  const packages = JSON.parse(process.argv[2] ?? "null") as PackageSettings;
  return {
    root,
    rootUrl: pathToFileURL(root).href,
    packages: { ...packages, url: pathToFileURL(packages.folder).href },
  };
}

let run: Run | undefined = isMainThread ? undefined : (getEnvironmentData(key) as unknown as Run | undefined);

export function publishRun(value: Run): void {
  run = value;
  setEnvironmentData(key, value as never);
}

export function theRun(): Run {
  if (!run) throw new Error("expected a hand-over before this, got none");
  return run;
}
