import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import pLimit from "p-limit";

const limit = pLimit(2);
let now = 0;
let peak = 0;
const doubled = await Promise.all(
  [1, 2, 3, 4].map((n) =>
    limit(async () => {
      peak = Math.max(peak, ++now);
      await wait(5);
      now--;
      return n * 2;
    }),
  ),
);
assert.deepEqual(doubled, [2, 4, 6, 8]);
assert.equal(peak, 2);
