import { lab } from "lab";

const clock = lab.clock();

// ko: 채우는 타이머는 없습니다. 물어볼 때 지난 시간만큼 채웁니다.
// en: No timer fills it: whoever asks adds what has come in since.
function tokenBucket(rate: number, capacity: number) {
  let tokens = capacity;
  let filledAt = clock.now();
  return () => {
    const earned = ((clock.now() - filledAt) * rate) / 1_000;
    tokens = Math.min(capacity, tokens + earned);
    filledAt = clock.now();
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

const allow = tokenBucket(10, /* knob:capacity */ 10);

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
