import { lab } from "lab";

const clock = lab.clock();

// ko: 토큰이 없으면 100 ms 뒤에 다시 봅니다. 버킷은 비어 있습니다.
// en: No token? Looks again in 100 ms. The bucket begins empty.
function polling(rate: number, capacity: number) {
  let tokens = 0;
  let filledAt = clock.now();
  return async () => {
    for (;;) {
      const earned = ((clock.now() - filledAt) * rate) / 1_000;
      tokens = Math.min(capacity, tokens + earned);
      filledAt = clock.now();
      if (tokens >= 1) break;
      await clock.sleep(100);
    }
    tokens -= 1;
  };
}

const take = polling(10, 10);

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
