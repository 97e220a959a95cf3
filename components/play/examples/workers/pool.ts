import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Hands each job to the worker that is free, or to the next that will be. */
export function createPool(file: URL, size: number) {
  const free = Array.from({ length: size }, () => new Worker(file));
  const waiting: ((worker: Worker) => void)[] = [];

  return async function run(job: string): Promise<string> {
    const worker = free.pop() ?? (await nextFree());
    worker.postMessage(job);
    const [answer] = await once(worker, "message");
    const next = waiting.shift();
    if (next) next(worker);
    else free.push(worker);
    return answer;
  };

  function nextFree(): Promise<Worker> {
    return new Promise((resolve) => waiting.push(resolve));
  }
}
