import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { lab } from "lab";
import { traffic } from "./traffic.ts";

const service = await lab.upstream({ latency: 60 });
const worker = new Worker(
  new URL("./report-worker.ts", import.meta.url),
);
await once(worker, "message");

const waiting = new Map<number, (text: string) => void>();
worker.on("message", ({ id, text }) => {
  waiting.get(id)?.(text);
  waiting.delete(id);
});

function report(id: number) {
  const { promise, resolve } = Promise.withResolvers<string>();
  waiting.set(id, resolve);
  worker.postMessage(id);
  return promise;
}

await traffic({
  report,
  feed: async () => (await fetch(service.url)).text(),
  health: () => "ok",
});
await worker.terminate();
