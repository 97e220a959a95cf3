import { lab } from "lab";

const clock = lab.clock();

// ko: 토큰부터 뺍니다. 0 아래로 내려간 만큼이 줄의 길이, 곧 기다릴 시간입니다.
// en: Takes the token first. How far below zero is the queue, so the wait.
function inTurn(rate: number, capacity: number) {
  let tokens = 0;
  let filledAt = clock.now();
  return async () => {
    const earned = ((clock.now() - filledAt) * rate) / 1_000;
    tokens = Math.min(capacity, tokens + earned) - 1;
    filledAt = clock.now();
    if (tokens < 0) await clock.sleep((-tokens / rate) * 1_000);
  };
}

const take = inTurn(10, 10);

const served: string[] = [];
async function call(name: string) {
  await take();
  served.push(name);
  console.log(`${Math.round(clock.now())} ms: ${name}`);
}
const arrive = (name: string) => lab.span(name, () => call(name));

clock.at(50, () => arrive("old caller"));
for (let n = 1; n <= 19; n += 1)
  clock.at(100 * n + 1, () => arrive(`newcomer ${n}`));

const start = performance.now();
while (clock.now() < 2_020) {
  await lab.io(10);
  const elapsed = Math.min(2_020, performance.now() - start);
  await clock.advance(elapsed - clock.now());
}
const turn = served.indexOf("old caller");
lab.set("served", served.length);
lab.set("overtook", turn < 0 ? served.length : turn);
