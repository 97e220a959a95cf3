import assert from "node:assert/strict";
import { test } from "node:test";
import { fittedEnd, lagTicks, msAt, restingEndMs, roundUp, runningEnd, ticksOf, xOf } from "./scale.ts";

test("a running axis grows 500, 1,000, 2,000, 5,000 and never ends before now", () => {
  assert.deepEqual(
    [0, 1, 499, 500, 501, 999, 1_001, 2_001, 9_999, 59_000].map(runningEnd),
    [500, 500, 500, 500, 1_000, 1_000, 2_000, 5_000, 10_000, 100_000],
  );
});

test("a finished axis fits, with room for a label", () => {
  const end = fittedEnd(1_004);
  assert.ok(end > 1_004 && end < 1_100, String(end));
});

test("a finished axis keeps a near guess in sight and lets a far one go", () => {
  assert.ok(fittedEnd(1_000, 1_500) > 1_500);
  assert.equal(fittedEnd(53, 5_000), fittedEnd(53));
});

test("rounding up never rounds down and leaves round numbers alone", () => {
  for (const value of [1, 2, 5, 10, 20, 0.2, 500, 1_000]) assert.equal(roundUp(value), value);
  for (let value = 0.3; value < 90_000; value *= 1.37) assert.ok(roundUp(value) >= value, String(value));
});

test("labels never stand closer than they are wide", () => {
  for (const endMs of [20, 56, 500, 1_046, restingEndMs, 5_200, 60_000]) {
    for (const width of [240, 300, 731, 1_000]) {
      const scale = { endMs, width };
      const { major, minor } = ticksOf(scale);
      const gaps = major.slice(1).map((tick, index) => xOf(scale, tick) - xOf(scale, major[index] ?? 0));
      assert.ok(
        gaps.every((gap) => gap >= 83.9),
        `${endMs} ms in ${width} px`,
      );
      assert.ok(major.every((tick) => minor.includes(tick)));
    }
  }
});

test("a moment and its place are each other's inverse, and stay on the axis", () => {
  const scale = { endMs: 1_046, width: 731 };
  assert.ok(Math.abs(msAt(scale, xOf(scale, 642)) - 642) < 1e-9);
  assert.equal(xOf(scale, 5_000), 731);
  assert.equal(msAt(scale, -3), 0);
});

test("a quiet run does not blow its two milliseconds up to a mountain", () => {
  assert.deepEqual(lagTicks(2), [0, 50, 100]);
  assert.deepEqual(lagTicks(999), [0, 500, 1_000]);
  assert.deepEqual(lagTicks(1_022), [0, 600, 1_200]);
  assert.deepEqual(lagTicks(0), [0, 50, 100]);
});
