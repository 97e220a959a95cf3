import { setImmediate as nextTurn } from "node:timers/promises";
import { lab } from "lab";

const started = performance.now();
const since = () => Math.round(performance.now() - started);
setTimeout(
  () => console.log(`timer of 10 ms: after ${since()} ms`),
  10,
);

// ko: await마다 마이크로태스크만 만듭니다. 루프는 한 번도 돌지 못합니다.
// en: Every await makes only a microtask. The loop cannot turn once.
await lab.span("microtasks", async () => {
  const until = performance.now() + 400;
  while (performance.now() < until) await null;
});

// ko: setImmediate를 기다리면 한 바퀴마다 루프에 자리를 내줍니다.
// en: Waiting for setImmediate gives the loop a turn each time round.
await lab.span("turns", async () => {
  const until = performance.now() + 400;
  while (performance.now() < until) await nextTurn();
});
