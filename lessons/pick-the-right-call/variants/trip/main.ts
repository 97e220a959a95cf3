import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { lab } from "lab";
import { gross } from "./price.ts";

const worker = new Worker(
  new URL("./price-worker.ts", import.meta.url),
);
await once(worker, "message");

async function inWorker(net: number): Promise<number> {
  worker.postMessage(net);
  const [price] = await once(worker, "message");
  return price;
}

async function time(name: string, work: () => Promise<void>) {
  const fromMs = performance.now();
  await lab.span(name, work);
  lab.set(`${name}Ms`, performance.now() - fromMs);
}

// ko: 가격 1,000개를 두 가지 방법으로 계산합니다.
// en: A thousand prices, computed in two ways.
const nets = Array.from({ length: 1_000 }, (_, index) => index + 1);
await time("inline", async () => {
  for (const net of nets) gross(net);
});
await time("worker", async () => {
  for (const net of nets) await inWorker(net);
});
await worker.terminate();
