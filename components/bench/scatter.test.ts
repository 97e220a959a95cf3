import assert from "node:assert/strict";
import { test } from "node:test";
import { logScale, logTicks, scatterPaths, yOf } from "./scatter.ts";

test("the scale holds every latency between its ends", () => {
  const scale = logScale([26, 126, 261], 150);
  assert.deepEqual([scale.lowMs, scale.highMs], [10, 1_000]);
  assert.equal(yOf(scale, 10), 150);
  assert.equal(yOf(scale, 1_000), 0);
  assert.ok(Math.abs(yOf(scale, 100) - 75) < 1e-9);
});

test("one latency, none, or zero still gives a scale", () => {
  for (const latencies of [[], [0], [100], [0.01, 0.02]]) {
    const { lowMs, highMs } = logScale(latencies, 100);
    assert.ok(lowMs > 0 && highMs > lowMs, JSON.stringify(latencies));
  }
});

test("ticks run from end to end and thin out where there is no room", () => {
  assert.deepEqual(logTicks({ lowMs: 10, highMs: 1_000, height: 150 }), [10, 20, 50, 100, 200, 500, 1_000]);
  assert.deepEqual(logTicks({ lowMs: 1, highMs: 1_000, height: 100 }), [1, 10, 100, 1_000]);
});

test("answers, failures and timeouts have marks of their own shape", () => {
  const x = { endMs: 100, width: 100 };
  const y = { lowMs: 1, highMs: 100, height: 100 };
  const sample = { t: 60, intendedMs: 50, latencyMs: 10 };
  const paths = scatterPaths(
    [
      { ...sample, status: 200 },
      { ...sample, status: 404 },
      { ...sample, status: 503 },
      { ...sample, status: null, error: "ECONNRESET" },
      { ...sample, status: null, error: "timeout" },
    ],
    x,
    y,
  );
  assert.equal(paths.answered, "M48.5 50h3M48.5 50h3");
  assert.equal(paths.failed.match(/M/g)?.length, 2);
  assert.match(paths.timedOut, /z$/);
});
