import { lab } from "lab";

const url = "http://127.0.0.1:3000/orders";

// ko: 30 ms마다 한 명씩 주문하고, 답이 올 때까지 걸린 시간을 잽니다.
// en: One order every 30 ms, each timed until its answer.
export async function tenOrders() {
  await fetch(url);
  const answers: Promise<number>[] = [];
  for (let n = 1; n <= 10; n++) {
    answers.push(order(n));
    await lab.io(30);
  }
  const answered = await Promise.all(answers);
  answered.sort((a, b) => a - b);
  lab.set("accepted", answered.length);
  lab.set("medianMs", answered[answered.length >> 1] ?? 0);
  lab.set("slowestMs", answered.at(-1) ?? 0);
}

async function order(n: number) {
  const from = performance.now();
  const { status } = await fetch(`${url}/${n}`, { method: "POST" });
  console.log(`order ${n}: ${status}`);
  return performance.now() - from;
}

// ko: 결과가 나올 때까지 가끔 물어봅니다. 큐가 모르는 작업이면 404입니다.
// en: Asks now and then until there is a result. A job the queue does not know is a 404.
export async function resultOf(n: number) {
  for (;;) {
    const answer = await fetch(`${url}/${n}`);
    const state = await answer.text();
    console.log(`order ${n}? ${answer.status} ${state}`);
    if (state === "sent" || !answer.ok) {
      lab.set("result found", answer.ok ? 1 : 0);
      return;
    }
    await lab.io(400);
  }
}
