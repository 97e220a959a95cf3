import { createRequire, syncBuiltinESMExports } from "node:module";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { flags, slot } from "./shared.ts";

/** The learner's own, on top of what Node, the observer and libuv's pool need (protocol/limits.ts). */
const maxWorkers = 16;

/** For threads of ours: by the time one is wanted, `Worker` is the learner's. */
export const OwnWorker = Worker;

/** `Worker` as it always is, but at most so many at once, and each able to import what the main thread can. */
export function installThreads(): void {
  const threads = createRequire(import.meta.url)("node:worker_threads") as typeof import("node:worker_threads");
  const { add, load, sub } = Atomics;
  const boot = new URL("./boot.ts", import.meta.url).href;

  class LearnersWorker extends OwnWorker {
    constructor(filename: string | URL, options: WorkerOptions = {}) {
      if (load(flags, slot.workers) >= maxWorkers) {
        throw new RangeError(`expected at most ${maxWorkers} worker threads at once, this would be one more`);
      }
      // Inherited unless the learner passes flags of their own, which would leave ours out.
      const execArgv = options?.execArgv ? [...options.execArgv, "--import", boot] : undefined;
      super(filename, execArgv ? { ...options, execArgv } : options);
      add(flags, slot.workers, 1);
      this.once("exit", () => sub(flags, slot.workers, 1));
    }
  }
  Object.defineProperty(LearnersWorker, "name", { value: "Worker" });
  threads.Worker = LearnersWorker;
  syncBuiltinESMExports();
}
