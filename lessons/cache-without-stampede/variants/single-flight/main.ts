import { Redis } from "ioredis";
import { lab } from "lab";
import { once } from "./once.ts";

const redis = new Redis();
await redis.ping();

async function origin(id: number) {
  lab.count("origin calls");
  await lab.io(100);
  return { id, name: "mug" };
}

const product = (id: number) => {
  const key = `shop:product:v1:${id}`;
  return once(key, () => load(key, id));
};

async function load(key: string, id: number) {
  const kept = await redis.get(key);
  lab.count(kept === null ? "cache misses" : "cache hits");
  if (kept !== null) return JSON.parse(kept);

  const found = await origin(id);
  await redis.set(key, JSON.stringify(found), "PX", 300_000);
  return found;
}

for (const round of ["cold", "warm"]) {
  const from = performance.now();
  await lab.fire(/* knob:callers */ 50, (n) =>
    lab.span(`caller ${n}`, () => product(7)),
  );
  lab.set(`${round}Ms`, performance.now() - from);
  await lab.io(120);
}
await redis.quit();
