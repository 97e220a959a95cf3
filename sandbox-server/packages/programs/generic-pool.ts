import assert from "node:assert/strict";
import { createPool } from "generic-pool";

let made = 0;
const pool = createPool(
  { create: async () => ++made, destroy: async () => {} },
  { max: 2 },
);
const [first, second] = await Promise.all([pool.acquire(), pool.acquire()]);
const third = pool.acquire();
assert.equal(pool.pending, 1);
await pool.release(first);
assert.equal(await third, first);
await pool.release(first);
await pool.release(second);
await pool.drain();
await pool.clear();
assert.equal(made, 2);
