import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Queue } from "bullmq";
import { lab } from "lab";

const url = "http://127.0.0.1:3000/orders";
const queue = new Queue("invoices", { connection: {} });
const depth = () =>
  queue.getJobCountByTypes("waiting", "active", "delayed");

// ko: 30 ms마다 한 명씩 주문하고, 답이 올 때까지 걸린 시간을 잽니다.
// en: One order every 30 ms, each timed until its answer.
export async function tenOrders(...processes: string[]) {
  await Promise.all(processes.map(start));
  await fetch(url);
  const watching = setInterval(async () => {
    lab.set("queue depth", await depth());
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
  lab.set("queue depth", 0);
  lab.set("lost", 10 - lab.count("done", 0));
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

// ko: 프로세스가 죽으면 새로 띄웁니다.
// en: A process that dies is started again.
async function start(file: string) {
  const started = new Worker(new URL(file));
  started.once("exit", () => start(file));
  await once(started, "message");
}
