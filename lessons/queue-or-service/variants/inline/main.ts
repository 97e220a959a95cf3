import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { lab } from "lab";
import { tenOrders } from "./customers.ts";

// ko: 워커 스레드가 프로세스를 대신합니다. 죽으면 새로 띄웁니다.
// en: A worker thread stands for a process. When it dies, another is started.
async function start(file: string) {
  const server = new Worker(new URL(file, import.meta.url));
  server.once("exit", () => start(file));
  await once(server, "message");
}
await start("./server.ts");
await tenOrders();

// ko: 아직 하고 있는 일이 있다면 이 안에 끝납니다.
// en: Whatever is still being worked on is done within this.
await lab.io(600);
lab.set("lost", 10 - lab.count("e-mails", 0));
process.exit();
