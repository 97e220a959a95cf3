import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { lab } from "lab";

const origin = await lab.upstream({ latency: 500, name: "origin" });

// ko: 프로세스 둘을 대신하는 워커 스레드 둘. 준비되면 함께 출발합니다.
// en: Two worker threads for two processes. Both start on one word.
const workers = ["process 1", "process 2"].map(
  (name) =>
    new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: { url: origin.url, name },
    }),
);
await Promise.all(workers.map((worker) => once(worker, "message")));
for (const worker of workers) worker.postMessage("go");
await Promise.all(workers.map((worker) => once(worker, "exit")));
