import { deepEqual } from "node:assert/strict";
import { test } from "node:test";
import { type Moments, readingAt } from "./moments.ts";

/** Two requests, 50 ms each, one after the other with the thread held. */
const held: Moments = {
  lag: [
    [0, 0],
    [40, 35],
    [80, 75],
  ],
  blocks: [[1, 101]],
  starts: [1, 51],
  ends: [51, 101],
  maxLagMs: 100,
};

test("inside a block it is read how long it lasts, and lag as it was last sampled", () => {
  deepEqual(readingAt(held, 60), { lagMs: 35, blockedMs: 59, answered: 1, notStarted: 0, done: false });
  deepEqual(readingAt(held, 20), { lagMs: 0, blockedMs: 19, answered: 0, notStarted: 1, done: false });
});

test("after the last answer nothing is blocked and all is done", () => {
  deepEqual(readingAt(held, 101), { lagMs: 75, blockedMs: null, answered: 2, notStarted: 0, done: true });
});
