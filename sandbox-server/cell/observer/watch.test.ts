import assert from "node:assert/strict";
import { test } from "node:test";
import type { Beat } from "./beats.ts";
import { type Block, Watch } from "./watch.ts";

const beat = (atMs: number, idleMs: number, turns: number, periodMs = 5): Beat => ({ atMs, idleMs, turns, periodMs });

/** The blocks seen in these beats, the first of them time zero; the last ends the run. */
function watched(...[zero, ...beats]: [Beat, ...Beat[]]): Block[] {
  const watch = new Watch(zero);
  const found = beats.map((one) => watch.beat(one));
  return [...found, watch.end()].filter((block) => block !== null);
}

test("beats on time are no block", () => {
  assert.deepEqual(watched(beat(0, 0, 1), beat(5, 4.9, 2), beat(11, 10.8, 3), beat(16, 15.7, 4)), []);
});

test("a block lasts as long as the loop was not idle in the gap, and ends with the beat", () => {
  assert.deepEqual(watched(beat(0, 0, 1), beat(5, 5, 2), beat(108, 8, 3), beat(113, 13, 4)), [
    { id: 1, startMs: 8, endMs: 108 },
  ]);
});

test("an idle loop whose beat comes late was held by nobody", () => {
  assert.deepEqual(watched(beat(0, 0, 1), beat(60, 59, 2), beat(65, 64, 3)), []);
});

test("a block from the very start to the very end is one", () => {
  assert.deepEqual(watched(beat(0, 0, 0), beat(300, 0, 0)), [{ id: 1, startMs: 0, endMs: 300 }]);
});

test("two blocks with a turn between them are two; beats of one turn do not part it", () => {
  const apart = watched(beat(0, 0, 1), beat(30, 0, 2), beat(60, 0, 3), beat(65, 5, 4));
  assert.deepEqual(
    apart.map(({ startMs, endMs }) => [startMs, endMs]),
    [
      [0, 30],
      [30, 60],
    ],
  );
  const together = watched(beat(0, 0, 1), beat(30, 0, 2), beat(60, 0, 2), beat(65, 5, 3));
  assert.deepEqual(
    together.map(({ startMs, endMs }) => [startMs, endMs]),
    [[0, 60]],
  );
});

test("turns under 10 ms in a row are none", () => {
  const beats = Array.from({ length: 50 }, (_, n) => beat(n * 9, 0, n, 1));
  assert.deepEqual(watched(...(beats as [Beat, ...Beat[]])), []);
});

test("what the instrument took itself is not counted", () => {
  const watch = new Watch(beat(0, 0, 1));
  watch.discount({ startMs: 2, endMs: 22 });
  watch.beat(beat(25, 2, 2));
  assert.equal(watch.peak(), null);
  assert.equal(watch.beat(beat(30, 7, 3)), null);
});

test("lag counts from when the beat was due, and its peak is told with the beat", () => {
  const watch = new Watch(beat(0, 0, 1));
  assert.equal(watch.lag(3), 0);
  assert.equal(watch.lag(45), 40);
  watch.beat(beat(105, 0, 2));
  assert.deepEqual(watch.peak(), { t: 105, lagMs: 100 });
});

test("what lasts is opened once, and closed under its number", () => {
  const watch = new Watch(beat(0, 0, 1));
  watch.beat(beat(5, 5, 2));
  assert.equal(watch.mayOpen(50, 0), false);
  assert.equal(watch.mayOpen(57, 2), true);
  assert.deepEqual(watch.open(57, 2), { id: 1, startMs: 7, endMs: 57 });
  assert.equal(watch.mayOpen(90, 2), false);
  watch.beat(beat(100, 7, 3));
  assert.deepEqual(watch.beat(beat(105, 12, 4)), { id: 1, startMs: 7, endMs: 100 });
});

test("what was opened is closed even if it turned out to be nothing", () => {
  const watch = new Watch(beat(0, 0, 1));
  watch.open(60, 0);
  watch.beat(beat(70, 70, 2));
  assert.deepEqual(watch.beat(beat(75, 75, 3)), { id: 1, startMs: 70, endMs: 70 });
});
