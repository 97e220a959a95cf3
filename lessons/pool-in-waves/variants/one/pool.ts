import { once } from "node:events";
import { Worker } from "node:worker_threads";

type Job = { id: number; done: () => void };

// ko: 스레드 몇 개와 대기열 하나. 스레드풀은 이것이 전부입니다.
// en: Some threads and one queue: there is no more to a thread pool.
export async function createPool(size: number) {
  const file = new URL("./job.ts", import.meta.url);
  const threads = Array.from({ length: size }, () => new Worker(file));
  await Promise.all(threads.map((thread) => once(thread, "message")));
  const idle = [...threads];
  const queue: Job[] = [];

  function next() {
    if (idle.length === 0 || queue.length === 0) return;
    const thread = idle.shift() as Worker;
    const job = queue.shift() as Job;
    thread.once("message", () => {
      idle.push(thread);
      job.done();
      next();
    });
    thread.postMessage(job.id);
  }

  return {
    run(id: number) {
      const { promise, resolve } = Promise.withResolvers<void>();
      queue.push({ id, done: resolve });
      next();
      return promise;
    },
    close() {
      for (const thread of threads) thread.postMessage(null);
    },
  };
}
