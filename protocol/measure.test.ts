import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent, Slice } from "./events.ts";
import * as measure from "./measure.ts";
import { emptyTrace, type Trace } from "./trace.ts";

const trace = (...events: RunEvent[]): Trace => ({ ...emptyTrace(), events });
const lane = (id: number, label: string, ...slices: Slice[]): RunEvent => ({
  type: "lane",
  data: { lane: id, label, slices },
});
const request = (latencyMs: number, status: number | null): RunEvent => ({
  type: "request",
  data: [{ t: 1, intendedMs: 0, latencyMs, status }],
});
const metric = (name: string, value: number, t = 0): RunEvent => ({ type: "metric", data: { t, name, value } });

test("worker threads and libuv's pool are lanes, but no work that counts", () => {
  const seen = trace(
    lane(1, "a", [5, 6, "run"]),
    lane(2, "worker thread 1", [0, 90, "worker"]),
    lane(3, "pool 1", [5, 7, "pool"]),
  );
  assert.equal(measure.spans(seen).length, 3);
  assert.deepEqual(
    [measure.totalMs(seen), measure.peak(seen).count, measure.order(seen), measure.arrivals(seen)],
    [1, 1, ["a"], [5]],
  );
});

test("slices of one lane that touch are one span, over several events too; a gap begins another", () => {
  const spans = measure.spans(
    trace(
      lane(2, "b", [5, 6, "run"]),
      lane(1, "a", [0, 1, "run"], [1, 3, "wait"]),
      lane(1, "a", [3.04, 4, "run"], [9, 10, "run"]),
    ),
  );
  assert.deepEqual(
    spans.map(({ label, startMs, endMs, slices }) => [label, startMs, endMs, slices.length]),
    [
      ["a", 0, 4, 3],
      ["b", 5, 6, 1],
      ["a", 9, 10, 1],
    ],
  );
});

test("total is from the first start to the last end", () => {
  assert.equal(measure.totalMs(trace(lane(1, "a", [10, 20, "run"]), lane(2, "b", [12, 50, "wait"]))), 40);
  assert.equal(measure.totalMs(trace()), 0);
});

test("the peak counts spans that overlap, not spans that meet, and tells when it came about first", () => {
  const meet = trace(lane(1, "a", [0, 10, "run"]), lane(2, "b", [10, 20, "run"]));
  assert.deepEqual(measure.peak(meet), { count: 1, atMs: 0 });
  const overlap = trace(lane(1, "a", [0, 10, "wait"]), lane(2, "b", [5, 20, "wait"]), lane(3, "c", [9, 11, "wait"]));
  assert.deepEqual(measure.peak(overlap), { count: 3, atMs: 9 });
  assert.deepEqual(measure.peak(trace()), { count: 0, atMs: 0 });
});

test("order is by start", () => {
  assert.deepEqual(measure.order(trace(lane(1, "late", [5, 6, "run"]), lane(2, "early", [1, 9, "run"]))), [
    "early",
    "late",
  ]);
});

test("the highest lag comes from samples and blocks alike", () => {
  const block: RunEvent = {
    type: "block",
    data: { id: 1, state: "cut", startMs: 0, durationMs: 70, file: null, line: null, fn: null, stack: [] },
  };
  const lag: RunEvent = {
    type: "lag",
    data: [
      { t: 0, lagMs: 3 },
      { t: 1, lagMs: 60 },
    ],
  };
  assert.equal(measure.maxLagMs(trace(lag)), 60);
  assert.equal(measure.maxLagMs(trace(lag, block)), 70);
  assert.equal(measure.maxLagMs(trace()), null);
});

test("percentiles are by nearest rank", () => {
  const values = [15, 20, 35, 40, 50];
  assert.deepEqual(
    [5, 30, 40, 50, 100].map((p) => measure.percentile(values, p)),
    [15, 20, 20, 35, 50],
  );
  assert.equal(measure.percentile([7], 0), 7);
  assert.equal(measure.percentile([], 50), null);
});

test("errors are requests without an answer or with one of 500 and above", () => {
  const all = trace(request(1, 200), request(2, 404), request(3, 503), request(4, null));
  assert.equal(measure.errors(all), 2);
  assert.deepEqual(measure.latencies(all), [1, 2, 3, 4]);
});

test("a metric is its last value, a note every value of its name", () => {
  const all = trace(metric("a", 1), metric("b", 9), metric("a", 2), {
    type: "note",
    data: { t: 0, name: "n", value: [1] },
  });
  assert.equal(measure.metric(all, "a"), 2);
  assert.equal(measure.metric(all, "c"), null);
  assert.deepEqual(measure.notes(all, "n"), [[1]]);
});

test("blocks are gathered by their line, the costliest first, each counted once", () => {
  const block = (id: number, line: number, durationMs: number, state: "open" | "closed" = "closed"): RunEvent => ({
    type: "block",
    data: { id, state, startMs: 0, durationMs, file: "a.ts", line, fn: "f", stack: [] },
  });
  const lines = measure.blocksByLine(trace(block(1, 3, 20), block(2, 7, 50, "open"), block(2, 7, 90), block(3, 3, 30)));
  assert.deepEqual(lines, [
    { file: "a.ts", line: 7, count: 1, totalMs: 90, longestMs: 90 },
    { file: "a.ts", line: 3, count: 2, totalMs: 50, longestMs: 30 },
  ]);
});

test("a span arrived when it was announced, or when it started", () => {
  const all = trace(
    metric("arrived", 2, 1),
    lane(1, "a", [3, 4, "run"]),
    lane(2, "b", [4, 5, "run"]),
    lane(3, "c", [9, 10, "run"]),
  );
  assert.deepEqual(measure.arrivals(all), [1, 1, 9]);
});
