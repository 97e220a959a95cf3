import { Redis } from "ioredis";
import { lab } from "lab";
import { once } from "./once.ts";

// ko: 이 포트에는 아무도 없습니다. 그것을 알아내는 데 이만큼만 씁니다.
// en: Nobody is at this port, and no more than this to find it out.
const redis = new Redis({
  port: 6390,
  commandTimeout: /* knob:timeout */ 50,
});
redis.on("error", () => {});

async function withoutPlan(key: string) {
  const kept = await redis.get(key);
  return kept === null ? load(key) : JSON.parse(kept);
}

// ko: 캐시가 죽었으면 비어 있는 것으로 칩니다. 원본에는 하나만 갑니다.
// en: A dead cache counts as an empty one. One call goes to the origin.
const withPlan = (key: string) =>
  once(key, async () => {
    const kept = await redis.get(key).catch(() => null);
    return kept === null ? load(key) : JSON.parse(kept);
  });

async function load(key: string) {
  lab.count("origin calls");
  await lab.io(100);
  const found = { key, name: "mug" };
  redis.set(key, JSON.stringify(found), "PX", 300_000).catch(() => {});
  return found;
}

async function twenty(name: string, read: typeof load) {
  const from = performance.now();
  await lab.fire(20, (n) =>
    lab.span(`${name} ${n}`, () =>
      read("products:7").then(
        () => lab.count(`${name}: answered`),
        () => lab.count(`${name}: errors`),
      ),
    ),
  );
  lab.count(`${name}: errors`, 0);
  lab.set(`${name}: lastMs`, performance.now() - from);
}
await twenty("without a plan", withoutPlan);
await twenty("with a plan", withPlan);
redis.disconnect();
