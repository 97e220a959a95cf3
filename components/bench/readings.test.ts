import assert from "node:assert/strict";
import { test } from "node:test";
import { measure, type RunEvent } from "#protocol";
import { announced } from "./lane-rows.ts";
import { readings, restingReadings } from "./readings.ts";
import { record } from "./start-run.ts";
import { freshRun } from "./store.ts";

const started: RunEvent = { type: "started", data: { runId: "r", node: "26", isolation: "bubblewrap", epochMs: 0 } };
const exit: RunEvent = {
  type: "exit",
  data: {
    reason: "finished",
    code: 0,
    signal: null,
    wallMs: 1_010,
    cpuMs: 1,
    peakRssMb: 1,
    maxLagMs: 1_003,
    droppedOutputBytes: 0,
  },
};
const lane = (id: number, startMs: number, endMs: number): RunEvent => ({
  type: "lane",
  data: { lane: id, label: `request ${id}`, slices: [[startMs, endMs, "run"]] },
});
const block: RunEvent = {
  type: "block",
  data: { id: 1, state: "closed", startMs: 1, durationMs: 1_003, file: "main.ts", line: 5, fn: null, stack: [] },
};
const of = (...events: RunEvent[]) => {
  const run = record(freshRun({ files: [{ path: "main.ts", code: "" }], entry: "main.ts" }), events);
  const all = readings(run, measure, announced(run.trace.events));
  return Object.fromEntries(all.map((reading) => [reading.label, reading]));
};

test("while running: lag now, who has been answered, who waits and for how long", () => {
  const now = of(
    started,
    { type: "metric", data: { t: 2, name: "arrived", value: 20 } },
    ...Array.from({ length: 12 }, (_, index) => lane(index, 2 + index * 50, 52 + index * 50)),
    { type: "lag", data: [{ t: 642, lagMs: 638 }] },
  );
  assert.equal(now.lagNow?.value, 638);
  assert.equal(now.lagNow?.alarm, true);
  assert.deepEqual([now.answered?.value, now.answered?.of], [12, 20]);
  assert.equal(now.unanswered?.value, 8);
  assert.equal(now.longestWait?.value, 640);
});

test("afterwards: what it came to, with alarm only where the loop was blocked", () => {
  const bad = of(started, lane(1, 1, 1_004), block, exit);
  assert.deepEqual([bad.total?.value, bad.total?.alarm], [1_003, true]);
  assert.deepEqual([bad.maxLag?.value, bad.maxLag?.alarm], [1_003, true]);
  const good = of(started, lane(1, 1, 53), { type: "lag", data: [{ t: 20, lagMs: 2 }] }, exit);
  assert.deepEqual([good.total?.alarm, good.maxLag?.alarm], [false, false]);
});

test("the empty row has the places of the full one, so nothing moves when the numbers come", () => {
  const labels = (...events: RunEvent[]) => Object.keys(of(started, ...events, exit));
  const request: RunEvent = { type: "request", data: [{ t: 100, intendedMs: 0, latencyMs: 10, status: 200 }] };
  assert.deepEqual(
    labels(lane(1, 1, 53)),
    restingReadings(false).map(({ label }) => label),
  );
  assert.deepEqual(
    labels(request),
    restingReadings(true).map(({ label }) => label),
  );
});

test("under load the percentiles of what callers felt take the first places, and failures show", () => {
  const request = (latencyMs: number, status: number | null) => ({ t: 100, intendedMs: 0, latencyMs, status });
  const loaded = of(started, { type: "request", data: [request(10, 200), request(30, 200), request(300, 503)] }, exit);
  assert.deepEqual(
    [loaded.requests?.value, loaded.p50?.value, loaded.p99?.value, loaded.errors?.value],
    [3, 30, 300, 1],
  );
});

test("a database's connections are no work of the program's", () => {
  const connection = lane(1_000_014, 0, 400);
  const beside = of(started, lane(1, 1, 53), connection, exit);
  assert.deepEqual([beside.total?.value, beside.peak?.value], [52, 1]);
  const alone = of(started, connection, exit);
  assert.deepEqual([alone.total?.value, alone.peak?.value, alone.longestWait?.value], [null, null, null]);
  assert.equal(of(started, lane(1, 1, 53), connection).answered?.value, 1);
});

test("what was not measured has no value, and is not called zero", () => {
  const silent = of(started, exit);
  assert.equal(silent.total?.value, null);
  assert.equal(silent.maxLag?.value, null);
  for (const underLoad of [true, false]) {
    const resting = restingReadings(underLoad);
    assert.ok(resting.every((reading) => reading.value === null));
  }
});
