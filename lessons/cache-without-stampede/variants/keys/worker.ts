import { createHash, randomBytes } from "node:crypto";
import { workerData } from "node:worker_threads";
import { Redis } from "ioredis";
import { lab } from "lab";
import { z } from "zod";

const { url, name } = workerData;
const redis = new Redis();
const Product = z.object({ ok: z.boolean() });

// ko: 파이썬의 hash()처럼, 시작할 때마다 새로 뽑는 솔트입니다.
// en: A salt drawn anew by each process, like that of Python's hash().
const salt = randomBytes(/* knob:salt */ 8);

// ko: 이름공간, 모양의 버전, 그리고 답을 바꾸는 인자 전부.
// en: Namespace, version of the shape, and all that changes the answer.
function keyOf(...args: unknown[]) {
  const hash = createHash("sha256").update(salt);
  const digest = hash.update(JSON.stringify(args)).digest("base64url");
  return `shop:product:v1:${digest}`;
}

async function product(id: number, language: string) {
  const key = keyOf(id, language);
  const kept = await redis.get(key);
  // ko: 코드가 되지 않는 JSON으로 읽고, 모양이 다르면 없는 셈 칩니다.
  // en: JSON, which runs nothing. Another shape counts as not there.
  const read = Product.safeParse(JSON.parse(kept ?? "null"));
  lab.count(`${name} hits`, read.success ? 1 : 0);
  if (read.success) return read.data;

  const answer = await fetch(`${url}/products/${id}?in=${language}`);
  const found = Product.parse(await answer.json());
  await redis.set(key, JSON.stringify(found), "PX", 300_000);
  return found;
}

await lab.fire(20, (id) =>
  lab.span(`${name}, ${id}`, () => product(id, "ko")),
);
await redis.quit();
