import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Queue } from "bullmq";
import { lab } from "lab";
import { resultOf, tenOrders } from "./customers.ts";

async function start(file: string) {
  const server = new Worker(new URL(file, import.meta.url));
  server.once("exit", () => start(file));
  await once(server, "message");
}
await Promise.all([start("./server.ts"), start("./worker.ts")]);

const queue = new Queue("invoices", { connection: {} });
const count = () =>
  queue.getJobCountByTypes("waiting", "active", "delayed");
const watching = setInterval(async () => {
  lab.set("queue depth", await count());
}, 50);

await tenOrders();
await resultOf(10);
while ((await count()) > 0) await lab.io(50);

clearInterval(watching);
lab.set("queue depth", 0);
lab.set("lost", 10 - lab.count("done", 0));
process.exit();
