import { once as event } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { Redis } from "ioredis";
import { lab } from "lab";
import { once } from "./once.ts";

const { url, name } = workerData;
const redis = new Redis();
const withLock = Boolean(/* knob:locks */ 0);

// ko: NX라서 한 프로세스만 얻습니다. 지우지 않아도 5초 뒤면 사라집니다.
// en: NX: one process gets it. Nobody deletes it; in 5 s it is gone.
const isMine = async (key: string) =>
  (await redis.set(`${key}:lock`, name, "PX", 5_000, "NX")) === "OK";

async function load(key: string) {
  for (;;) {
    const kept = await redis.get(key);
    if (kept !== null) return JSON.parse(kept);
    if (!withLock || (await isMine(key))) break;
    await lab.io(20);
  }
  const answer = await fetch(`${url}/products/7`);
  const found = await answer.json();
  await redis.set(key, JSON.stringify(found), "PX", 300_000);
  return found;
}

await redis.ping();
parentPort?.postMessage("ready");
if (parentPort) await event(parentPort, "message");
await lab.fire(25, (n) =>
  lab.span(`${name}, ${n}`, async () => {
    await once("shop:product:v1:7", () => load("shop:product:v1:7"));
    lab.count("answered");
  }),
);
await redis.quit();
