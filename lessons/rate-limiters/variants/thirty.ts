import { lab } from "lab";

// ko: 코드는 그대로, 시계만 진짜입니다.
// en: The same code, on the real clock.
const clock = { now: () => performance.now(), sleep: lab.io };

function inTurn(rate: number, capacity: number) {
  let tokens = capacity;
  let filledAt = clock.now();
  return async () => {
    const earned = ((clock.now() - filledAt) * rate) / 1_000;
    tokens = Math.min(capacity, tokens + earned) - 1;
    filledAt = clock.now();
    if (tokens < 0) await clock.sleep((-tokens / rate) * 1_000);
  };
}

const take = inTurn(10, /* knob:capacity */ 10);
const served: number[] = [];

async function call(id: number) {
  await take();
  served.push(id);
  console.log(`call ${id}`);
}
await lab.fire(30, (id) => lab.span(`call ${id}`, () => call(id)));

const overtaken = served.filter((id, at) => id !== at + 1);
lab.set("out of turn", overtaken.length);
