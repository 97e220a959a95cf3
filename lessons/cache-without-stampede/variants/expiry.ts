import { lab } from "lab";

const clock = lab.clock();
const ttlMs = 600;
const jitter = /* knob:jitter */ 0;
const expiresAt = new Map<number, number>();

// ko: 같은 순간에 넣어도, 나가는 순간은 키마다 다르게.
// en: Put in at one moment, due at moments of their own.
const ttl = () => ttlMs * (1 + (jitter / 100) * Math.random());

function isHit(key: number) {
  if ((expiresAt.get(key) ?? 0) > clock.now()) return true;
  expiresAt.set(key, clock.now() + ttl());
  return false;
}

const keys = Array.from({ length: 100 }, (_, key) => key);
for (const key of keys) isHit(key);

// ko: 10 ms마다 키 100개를 모두 읽습니다. 없으면 원본에 갑니다.
// en: Every 10 ms all 100 keys are read. A miss goes to the origin.
let peak = 0;
let misses = 0;
const ticks = 200;
for (let tick = 1; tick <= ticks; tick += 1)
  clock.at(tick * 10, () => {
    const cold = keys.filter((key) => !isHit(key)).length;
    lab.set("origin calls in 10 ms", cold);
    peak = Math.max(peak, cold);
    misses += cold;
    if (cold > 0) console.log(`${clock.now()} ms: ${cold}`);
  });

// ko: 가상 시계가 진짜 시간을 따라갑니다. 늦어도 순서와 시각은 그대로입니다.
// en: The virtual clock follows real time: never early, never out of step.
const start = performance.now();
while (clock.now() < ticks * 10) {
  await lab.io(10);
  await clock.advance(performance.now() - start - clock.now());
}
lab.set("most origin calls in 10 ms", peak);
const reads = ticks * keys.length;
lab.set(
  "hits in 1,000 reads",
  Math.round(1_000 * (1 - misses / reads)),
);
