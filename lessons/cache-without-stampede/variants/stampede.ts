import { Redis } from "ioredis";
import { lab } from "lab";

const redis = new Redis();
await redis.ping();

async function origin(id: number) {
  lab.count("origin calls");
  await lab.io(100);
  return { id, name: "mug" };
}

// ko: 보고, 없으면 가져와 넣어 둡니다. 혼자 부를 때는 틀린 곳이 없습니다.
// en: Look; if it is not there, fetch and keep it. Right, for one caller.
async function product(id: number) {
  const key = `shop:product:v1:${id}`;
  const kept = await redis.get(key);
  lab.count(kept === null ? "cache misses" : "cache hits");
  if (kept !== null) return JSON.parse(kept);

  const found = await origin(id);
  await redis.set(key, JSON.stringify(found), "PX", 300_000);
  return found;
}

// ko: 차가운 키에 한꺼번에 오고, 답을 받은 뒤 한 번 더 옵니다.
// en: They come to a cold key at once, and once more when it is warm.
for (const round of ["cold", "warm"]) {
  const from = performance.now();
  await lab.fire(/* knob:callers */ 50, (n) =>
    lab.span(`caller ${n}`, () => product(7)),
  );
  lab.set(`${round}Ms`, performance.now() - from);
  await lab.io(120);
}
await redis.quit();
