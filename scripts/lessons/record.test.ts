import assert from "node:assert/strict";
import { test } from "node:test";
import { measure, parseEvent, type RunEvent, type Trace } from "#protocol";
import { small } from "./record.ts";

const lag = (...samples: [number, number][]): RunEvent => ({
  type: "lag",
  data: samples.map(([t, lagMs]) => ({ t, lagMs, elu: 0.123456 })),
});
const trace: Trace = {
  version: 1,
  events: [
    { type: "started", data: { runId: "r-81", node: "26.10.0", isolation: "bubblewrap", epochMs: 1.75e12 } },
    lag([10.01234, 0.5]),
    { type: "metric", data: { t: 11, name: "serverLagMs", value: 1 } },
    lag([20.01234, 31.4159], [30, 0]),
    { type: "lane", data: { lane: 1, label: "a", slices: [[1.23456, 50.98765, "wait"]] } },
  ],
};

test("a recording is still a trace: every event of it is one of ours", () => {
  for (const { type, data } of small(trace).events) assert.ok(parseEvent(type, data), type);
});

test("a recording tells the same to a tenth of a millisecond", () => {
  assert.equal(measure.maxLagMs(small(trace)), 31.4);
  assert.equal(measure.totalMs(small(trace)).toFixed(1), "49.8");
});

test("a recording holds neither who ran it nor what the server felt", () => {
  const text = JSON.stringify(small(trace));
  assert.doesNotMatch(text, /r-81|serverLagMs|elu/);
  assert.equal(small(trace).events.filter(({ type }) => type === "lag").length, 1);
});
