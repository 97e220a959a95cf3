import { lab } from "lab";

const clock = lab.clock();

// ko: 시계를 1초 칸으로 자르고, 칸마다 열 번을 허용합니다.
// en: Cuts the clock into windows of a second, and allows ten in each.
function fixedWindow(limit: number, windowMs: number) {
  let window = 0;
  let used = 0;
  return () => {
    const current = Math.floor(clock.now() / windowMs);
    if (current !== window) used = 0;
    window = current;
    if (used >= limit) return false;
    used += 1;
    return true;
  };
}

const allow = fixedWindow(10, 1_000);

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
