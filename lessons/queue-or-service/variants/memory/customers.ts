import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { lab } from "lab";

const url = "http://127.0.0.1:3000/orders";

// ko: 30 ms마다 한 명씩 주문하고, 답이 올 때까지 걸린 시간을 잽니다.
// en: One order every 30 ms, each timed until its answer.
export async function tenOrders(server: string) {
  await start(server);
  await fetch(url);
  const answers: Promise<number | null>[] = [];
  for (let n = 1; n <= 10; n++) {
    answers.push(order(n));
    await lab.io(30);
  }
  const waits = (await Promise.all(answers)).filter(
    (ms) => ms !== null,
  );
  waits.sort((a, b) => a - b);
  lab.set("accepted", waits.length);
  lab.set("medianMs", waits[waits.length >> 1] ?? 0);
  lab.set("slowestMs", waits.at(-1) ?? 0);

  // ko: 아직 하고 있는 일이 있다면 이 안에 끝납니다.
  // en: Whatever is still being worked on is done within this.
  await lab.io(600);
  lab.set("lost", 10 - lab.count("e-mails", 0));
  process.exit();
}

async function order(n: number) {
  const from = performance.now();
  try {
    const { status } = await fetch(`${url}/${n}`, { method: "POST" });
    console.log(`order ${n}: ${status}`);
    return performance.now() - from;
  } catch {
    console.log(`order ${n}: connection lost`);
    return null;
  }
}

// ko: 프로세스가 죽으면 새로 띄웁니다.
// en: A process that dies is started again.
async function start(file: string) {
  const server = new Worker(new URL(file));
  server.once("exit", () => start(file));
  await once(server, "message");
}
