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

// ko: 가격 1,000개를 두 가지 방법으로 계산합니다.
// en: A thousand prices, computed in two ways.
async function time(name: string, price: (net: number) => unknown) {
  const fromMs = performance.now();
  await lab.span(name, async () => {
    for (let net = 1; net <= 1_000; net++) await price(net);
  });
  lab.set(`${name}Ms`, performance.now() - fromMs);
}

await time("inline", gross);
await time("worker", inWorker);
await worker.terminate();
