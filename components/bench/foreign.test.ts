import assert from "node:assert/strict";
import { test } from "node:test";
import { measure, type RunEvent } from "#protocol";
import { readTrace, type SavedTrace } from "#protocol/read-trace";
import { edit } from "./editing.ts";
import { openRecorded, openShared, runOf } from "./foreign.ts";
import { lanePaths } from "./lane-paths.ts";
import { announced, laneRows } from "./lane-rows.ts";
import { lagPoints, lttb } from "./series.ts";
import { codeOf, createBenchStore, openVariant } from "./store.ts";

const request = { files: [{ path: "main.ts", code: "theirs" }], entry: "main.ts", limits: { wallMs: 5_000 } };
const trace: SavedTrace = {
  version: 1,
  request,
  events: [
    {
      type: "started",
      data: { runId: "r", node: "26.10.0", isolation: "bubblewrap", epochMs: 0 },
    },
    { type: "stdout", data: { t: 400, text: "hello\n" } },
  ],
};
const own = { id: "play", label: { ko: "", en: "" }, role: "mine" as const, files: [{ path: "main.ts", code: "" }] };
const bench = () =>
  createBenchStore({
    locale: "en",
    node: "26.10",
    mode: "play",
    lessonKey: "play@1",
    variants: [{ ...own, entry: "main.ts" }],
  });

test("code from a link opens beside the reader's own", () => {
  const store = bench();
  edit(store, "mine");
  openShared(store, request);
  assert.equal(codeOf(store.getState()), "theirs");
  openVariant(store, "play");
  assert.equal(codeOf(store.getState()), "mine");
});

test("a recorded run opens with its code, on the axis, without having been run", () => {
  const store = bench();
  openRecorded(store, trace);
  const { open, shown, runs, asked } = store.getState();
  assert.deepEqual([open, shown, asked], ["recorded", ["recorded"], 1]);
  assert.equal(codeOf(store.getState()), "theirs");
  assert.equal(runs.recorded?.recording.console.lines[0]?.text, "hello");
});

test("a second one takes its place, and the first is still there to compare", () => {
  const store = bench();
  openRecorded(store, trace);
  openRecorded(store, trace);
  assert.deepEqual(Object.keys(store.getState().runs).sort(), ["recorded", "recorded~1"]);
  assert.equal(store.getState().variants.length, 2);
});

test("a recording without its end is one that was stopped where it was last heard of", () => {
  const { state, recording, wallMs } = runOf(trace);
  assert.deepEqual([state.phase, state.phase === "ended" && state.reason], ["ended", "cancelled"]);
  assert.equal(recording.exit?.wallMs, 400);
  assert.equal(wallMs, 5_000);
});

test("a recording made to do harm is drawn like any other, and within bounds", () => {
  const lane = (number: number): RunEvent => ({
    type: "lane",
    data: {
      lane: number % 3,
      label: "x".repeat(120),
      // Backwards, overlapping, beyond the end.
      slices: Array.from({ length: 200 }, (_, at) => [120_000 - at * 7 - number, at, at % 2 ? "run" : "wait"]),
    },
  });
  const events: RunEvent[] = [
    ...Array.from(
      { length: 20_000 },
      (_): RunEvent => ({ type: "metric", data: { t: 1, name: "arrived", value: 1e12 } }),
    ),
    ...Array.from({ length: 1_000 }, (_, at) => lane(at)),
    ...Array.from({ length: 200 }, (_, at): RunEvent => {
      const data = { id: 1 + (at % 5), startMs: 120_000 - at, durationMs: 120_000, file: "no.ts", line: 9, fn: null };
      return { type: "block", data: { ...data, state: at % 2 ? "open" : "closed", stack: [] } };
    }),
    { type: "lag", data: Array.from({ length: 1_000 }, (_, at) => ({ t: 1_000 - at, lagMs: 120_000 })) },
    { type: "stdout", data: { t: -1, text: "\n".repeat(200_000) } },
  ];
  const read = readTrace(JSON.stringify({ version: 1, request, events }));
  assert.ok(read.ok);
  const run = runOf(read.trace);
  const { recording } = run;
  const spans = measure.spans(run.trace);
  const rows = laneRows(spans, announced(run.trace.events));
  assert.ok(rows.placed.length <= spans.length + 20_000);
  const scale = { endMs: recording.nowMs, width: 700 };
  const paths = lanePaths(rows, {
    scale,
    pitch: 1,
    blocks: recording.blocks,
    nowMs: recording.nowMs,
    brokenAtMs: null,
  });
  assert.doesNotMatch(Object.values(paths).join(""), /NaN|Infinity/);
  assert.ok(lttb(lagPoints(recording.lag, recording.blocks), 400).every(({ t, v }) => Number.isFinite(t + v)));
  assert.equal(recording.console.lines.length, 1_000);
  assert.ok(Number.isFinite(measure.totalMs(run.trace) + measure.peak(run.trace).count));
});
