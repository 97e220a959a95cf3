import { createRequire, syncBuiltinESMExports } from "node:module";
import { fileURLToPath } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { flags, slot } from "./shared.ts";

/** The learner's own, on top of what Node, the observer and libuv's pool need (protocol/limits.ts). */
const maxWorkers = 16;

/** For threads of ours: by the time one is wanted, `Worker` is the learner's. */
export const OwnWorker = Worker;

/** `Worker` as it always is, but at most so many at once, and each fenced in like the main thread. */
export function installThreads(): void {
  const threads = createRequire(import.meta.url)("node:worker_threads") as typeof import("node:worker_threads");
  const { add, load, sub } = Atomics;

  // Not a subclass: its prototype would be the class without the fence.
  const LearnersWorker = new Proxy(OwnWorker, {
    construct(target, [filename, options]: [string | URL, WorkerOptions?], newTarget) {
      if (load(flags, slot.workers) >= maxWorkers) {
        throw new RangeError(`expected at most ${maxWorkers} worker threads at once, this would be one more`);
      }
      const worker: Worker = Reflect.construct(target, fenced(filename, options), newTarget);
      add(flags, slot.workers, 1);
      worker.once("exit", () => sub(flags, slot.workers, 1));
      return worker;
    },
  });
  Object.defineProperty(OwnWorker.prototype, "constructor", { value: LearnersWorker });
  threads.Worker = LearnersWorker;
  syncBuiltinESMExports();
}

/**
 * With flags of its own, even none, a thread has none of ours: neither boot nor the permission model. Flags are
 * `execArgv` and, in an environment of its own, NODE_OPTIONS. Text that is CommonJS never gets to `--import`.
 */
function fenced(code: string | URL, options: WorkerOptions | undefined): [string | URL, WorkerOptions] {
  const { NODE_OPTIONS, ...env } = Object(options?.env) as NodeJS.Dict<string>;
  const own = typeof options?.env === "object" && options.env !== null ? { env } : {};
  const source = options?.eval && typeof code === "string" ? startThread + code : code;
  return [source, { ...options, ...own, execArgv: undefined }];
}

/** Also valid where there is no `require`: a module. */
const startThread = `typeof require === "function" && require(${JSON.stringify(
  fileURLToPath(new URL("./thread.ts", import.meta.url)),
)});`;
