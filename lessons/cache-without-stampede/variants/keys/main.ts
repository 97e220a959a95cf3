import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { lab } from "lab";

const origin = await lab.upstream({ latency: 20, name: "origin" });

// ko: 프로세스를 대신하는 워커 스레드. 둘째는 첫째가 채운 캐시를 봅니다.
// en: Worker threads for processes. The second finds what the first kept.
for (const name of ["process 1", "process 2"]) {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: { url: origin.url, name },
  });
  await once(worker, "exit");
}
