import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { lab } from "lab";

const worker = new Worker(new URL("./model.ts", import.meta.url));
await once(worker, "message");

const megabytes = /* knob:megabytes */ 64;
const video = new Uint8Array(megabytes << 20);

// ko: 보내는 동안 이 스레드가 붙잡혀 있는 시간만 잽니다.
// en: Only the time for which sending keeps this thread.
async function send(give: () => void) {
  const from = performance.now();
  give();
  const tookMs = performance.now() - from;
  await once(worker, "message");
  return tookMs;
}

const copyMs = await lab.span("copy", () =>
  send(() => worker.postMessage(video)),
);
lab.set("copyMs", copyMs);
lab.set("MB left after copy", video.length >> 20);

const transferMs = await lab.span("transfer", () =>
  send(() => worker.postMessage(video, [video.buffer])),
);
lab.set("transferMs", transferMs);
lab.set("MB left after transfer", video.length >> 20);

lab.set("times longer", Math.round(copyMs / transferMs));
await worker.terminate();
