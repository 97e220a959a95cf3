import assert from "node:assert/strict";
import type { Profiler } from "node:inspector";
import { test } from "node:test";
import { createFrames } from "./frames.ts";
import { gcMs, readProfiles } from "./profile.ts";

const frames = createFrames("file:///tmp/", [{ path: "main.ts", code: "" }]);
const callFrame = (functionName: string, url = "", line = -1) => ({
  functionName,
  url,
  lineNumber: line - 1,
  columnNumber: 0,
  scriptId: "1",
});
const nodes: Profiler.ProfileNode[] = [
  { id: 1, callFrame: callFrame("(root)"), children: [2, 5, 6] },
  {
    id: 2,
    callFrame: callFrame("work", "file:///tmp/main.ts", 10),
    children: [3],
    positionTicks: [
      { line: 12, ticks: 3 },
      { line: 14, ticks: 1 },
    ],
  },
  { id: 3, callFrame: callFrame("readFileSync", "node:fs", 400), children: [4] },
  { id: 4, callFrame: callFrame("read"), positionTicks: [{ line: 1, ticks: 9 }] },
  { id: 5, callFrame: callFrame("(idle)") },
  { id: 6, callFrame: callFrame("(garbage collector)") },
];
/** Each sample stands for the time until the next: from 1 000 ms on. */
const window = (samples: number[], deltas: number[]): Profiler.Profile => ({
  nodes,
  samples,
  timeDeltas: deltas,
  startTime: 1_000_000,
  endTime: 1_000_000 + deltas.reduce((sum, delta) => sum + delta, 0) + 1_000,
});

test("time is read by the learner's line on top, and by what his function called", () => {
  const reading = readProfiles(
    [window([5, 2, 2, 4, 5], [0, 4_000, 4_000, 4_000, 20_000])],
    { startMs: 1_000, endMs: 1_040 },
    frames,
  );
  assert.deepEqual(reading.direct, [
    { frame: { fn: "work", file: "main.ts", line: 12 }, ms: 6 },
    { frame: { fn: "work", file: "main.ts", line: 14 }, ms: 2 },
  ]);
  assert.deepEqual(reading.calls, [
    { call: { fn: "work", file: "main.ts", fromLine: 10, callee: "readFileSync" }, ms: 20 },
  ]);
});

test("only what lies in the block counts, over as many windows as it lasts", () => {
  const windows = [window([2, 5], [0, 30_000]), window([2, 5], [0, 30_000])];
  const reading = readProfiles(windows, { startMs: 1_010, endMs: 1_020 }, frames);
  assert.equal(
    reading.direct.reduce((sum, { ms }) => sum + ms, 0),
    20,
  );
});

test("pauses of garbage collection are added up, without the idling after them", () => {
  assert.equal(gcMs(window([6, 6, 2, 6, 5], [0, 1_000, 1_000, 1_000, 500_000]), 1), 4);
});
