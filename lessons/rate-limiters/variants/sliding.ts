import { lab } from "lab";

const clock = lab.clock();

// ko: 통과시킨 시각을 적어 두고, 지금부터 거꾸로 1초만 셉니다.
// en: Writes down when it allowed a call, and counts the last second.
function slidingLog(limit: number, windowMs: number) {
  const times: number[] = [];
  return () => {
    const since = clock.now() - windowMs;
    while (times[0] !== undefined && times[0] <= since) times.shift();
    if (times.length >= limit) return false;
    times.push(clock.now());
    return true;
  };
}

const allow = slidingLog(10, 1_000);

async function call() {
  const allowed = allow();
  lab.count("allowed", allowed ? 1 : 0);
  lab.count("denied", allowed ? 0 : 1);
  console.log(`${clock.now()} ms: ${allowed ? 200 : 429}`);
  if (allowed) await lab.io(60);
}

const burst = (before: number) =>
  lab.fire(10, (n) => lab.span(`call ${before + n}`, () => call()));
clock.at(900, () => burst(0));
clock.at(/* knob:second */ 1_100, () => burst(10));

// ko: 가상 시계가 진짜 시간을 따라갑니다. 늦어도 순서와 시각은 그대로입니다.
// en: The virtual clock follows real time: never early, never out of step.
const start = performance.now();
while (clock.now() < 2_000) {
  await lab.io(10);
  await clock.advance(performance.now() - start - clock.now());
}
