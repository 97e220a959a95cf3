import assert from "node:assert/strict";
import { Piscina } from "piscina";

const pool = new Piscina<number, number>({
  filename: new URL("./piscina-worker.ts", import.meta.url).href,
  minThreads: 1,
  maxThreads: 2,
});
assert.deepEqual(
  await Promise.all([1, 2, 3].map((n) => pool.run(n))),
  [2, 4, 6],
);
await pool.close();
