import type { Worker } from "node:worker_threads";
import { OwnWorker } from "./threads.ts";

/**
 * A thread of ours, beside the learner's: nothing of his environment or flags reaches it. It keeps the program
 * alive only until its first message says that it is ready.
 */
export function ownThread(file: URL, name: string, workerData: unknown): { thread: Worker; ready: Promise<unknown> } {
  const thread = new OwnWorker(file, { name: `looplab.${name}`, env: {}, execArgv: [], workerData });
  const ready = new Promise((resolve, reject) => {
    thread.once("error", reject);
    thread.once("message", (message) => {
      thread.off("error", reject);
      thread.unref();
      resolve(message);
    });
  });
  return { thread, ready };
}
