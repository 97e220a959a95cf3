import assert from "node:assert/strict";
import { test } from "node:test";
import type { measure, Slice } from "#protocol";
import { flightPaths, flightSteps, tasksBeyond } from "./flight.ts";

const span = (startMs: number, endMs: number, kind: Slice[2] = "wait"): measure.Span => ({
  lane: startMs,
  label: "",
  startMs,
  endMs,
  slices: [[startMs, endMs, kind]],
});

test("what ends as another starts makes room for it", () => {
  const relay = [span(0, 10), span(10, 20)];
  assert.deepEqual(
    flightSteps(relay).map(({ count }) => count),
    [1, 0, 1, 0],
  );
  assert.deepEqual(tasksBeyond(relay, 1), []);
});

test("what came in over the limit is beyond it, what was there already is not", () => {
  const [first, second, third] = [span(0, 30), span(5, 30), span(10, 12)];
  assert.deepEqual(tasksBeyond([first, second, third], 1), [second, third]);
});

test("threads and the pool are no work of their own", () => {
  assert.deepEqual(flightSteps([span(0, 10, "worker"), span(0, 10, "pool")]), []);
});

test("the curve stops at the limit, and what is above stands on it", () => {
  const steps = flightSteps([span(0, 100), span(50, 100)]);
  const { line, beyond } = flightPaths(steps, 1, { endMs: 100, width: 100 }, (count) => 10 - count);
  assert.equal(line.includes("V8"), false);
  assert.equal(beyond, "M50 9V8H100V9z");
});
