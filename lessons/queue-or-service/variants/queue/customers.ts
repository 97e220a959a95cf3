import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Queue } from "bullmq";
import { Redis } from "ioredis";
import { lab } from "lab";

const url = "http://127.0.0.1:3000/orders";
const company = new Redis();

// ko: 30 ms마다 한 명씩 주문하고, 답이 올 때까지 걸린 시간을 잽니다.
// en: One order every 30 ms, each timed until its answer.
export async function tenOrders(queue: Queue, worker: URL) {
  await start(worker);
  await fetch(url);
  const depth = () =>
    queue.getJobCountByTypes("waiting", "active", "delayed");
  const watching = setInterval(async () => {
    lab.set("queue depth", await depth());
    lab.set("e-mails", await company.hlen("sent"));
  }, 100);

  const answers: Promise<number>[] = [];
  for (let n = 1; n <= 10; n++) {
    answers.push(order(n));
    await lab.io(30);
  }
  const waits = await Promise.all(answers);
  waits.sort((a, b) => a - b);
  lab.set("accepted", waits.length);
  lab.set("medianMs", waits[waits.length >> 1] ?? 0);
  lab.set("slowestMs", waits.at(-1) ?? 0);

  await resultOf(10);
  while ((await depth()) > 0) await lab.io(50);
  clearInterval(watching);
  const mailed = await company.hvals("sent");
  lab.set("queue depth", 0);
  lab.set("e-mails", mailed.length);
  lab.set("lost", 10 - new Set(mailed).size);
  process.exit();
}

async function order(n: number) {
  const from = performance.now();
  const { status } = await fetch(`${url}/${n}`, { method: "POST" });
  console.log(`order ${n}: ${status}`);
  return performance.now() - from;
}

// ko: 결과가 나올 때까지 묻습니다. 큐가 모르는 작업이면 404입니다.
// en: Asks until there is a result. A job nobody knows is a 404.
async function resultOf(n: number) {
  for (;;) {
    const answer = await fetch(`${url}/${n}`);
    const state = await answer.text();
    console.log(`order ${n}? ${answer.status} ${state}`);
    lab.set("result found", answer.ok ? 1 : 0);
    if (state === "sent" || !answer.ok) return;
    await lab.io(400);
  }
}

// ko: 워커 프로세스를 대신하는 스레드입니다. 죽으면 새로 띄웁니다.
// en: A thread for the worker's process. If it dies, another is started.
async function start(file: URL) {
  const worker = new Worker(file);
  worker.once("exit", () => start(file));
  await once(worker, "message");
}
