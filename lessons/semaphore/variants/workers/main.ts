import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { lab } from "lab";

const gpu = await lab.upstream({ latency: 200 });

// ko: 프로세스 두 개를 대신하는 워커 스레드 두 개. 모듈도 메모리도 따로입니다.
// en: Two worker threads for two processes, each with modules and memory of its own.
const workers = Array.from(
  { length: /* knob:workers */ 2 },
  () =>
    new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: gpu.url,
    }),
);
await Promise.all(workers.map((worker) => once(worker, "exit")));
