import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventData, RunEvent } from "#protocol";
import { emptyRecording, fold, openBlock } from "./recording.ts";

const lag = (...samples: [t: number, lagMs: number][]): RunEvent => ({
  type: "lag",
  data: samples.map(([t, lagMs]) => ({ t, lagMs })),
});
const block = (id: number, state: EventData<"block">["state"], startMs: number, durationMs: number): RunEvent => ({
  type: "block",
  data: { id, state, startMs, durationMs, file: "main.ts", line: 5, fn: "handler", stack: [] },
});
const metric = (t: number, name: string, value: number): RunEvent => ({ type: "metric", data: { t, name, value } });
const exit: RunEvent = {
  type: "exit",
  data: {
    reason: "finished",
    code: 0,
    signal: null,
    wallMs: 300,
    cpuMs: 1,
    peakRssMb: 1,
    maxLagMs: 200,
    droppedOutputBytes: 0,
  },
};

const run: RunEvent[] = [
  lag([10, 0], [20, 0]),
  { type: "stdout", data: { t: 12, text: "hi\n" } },
  block(1, "open", 30, 60),
  { type: "lane", data: { lane: 1, label: "a", slices: [[30, 40, "run"]] } },
  lag([140, 105]),
  metric(150, "serverLagMs", 1.5),
  block(1, "closed", 30, 200),
  { type: "request", data: [{ t: 240, intendedMs: 30, latencyMs: 210, status: 200 }] },
  exit,
];

test("a run folded in one batch or event by event is the same recording", () => {
  const whole = fold(emptyRecording, run);
  const bit = run.reduce((recording, event) => fold(recording, [event]), emptyRecording);
  assert.deepEqual(bit, whole);
  assert.equal(whole.nowMs, 300);
  assert.equal(whole.slices, 1);
  assert.equal(whole.maxLagMs, 200);
  assert.deepEqual(whole.serverLag, [{ t: 150, lagMs: 1.5 }]);
});

test("a block is kept once, in its latest state, whichever batch brought it", () => {
  const open = fold(emptyRecording, [block(1, "closed", 0, 12), block(2, "open", 30, 60)]);
  const closed = fold(open, [block(2, "closed", 30, 200), block(3, "closed", 240, 11)]);
  assert.deepEqual(
    closed.blocks.map(({ id, state, durationMs }) => [id, state, durationMs]),
    [
      [1, "closed", 12],
      [2, "closed", 200],
      [3, "closed", 11],
    ],
  );
  assert.equal(open.blocks[1]?.state, "open", "the recording before is left as it was");
});

test("an open block lasts as long as the latest measurement, and no longer once it is closed", () => {
  const blocked = fold(emptyRecording, [block(1, "open", 30, 60), lag([140, 105])]);
  assert.equal(openBlock(blocked)?.durationMs, 110);
  assert.equal(openBlock(fold(blocked, [block(1, "closed", 30, 120)])), null);
});

test("a block overtaken by the next one is over where its lag was last seen, until its own end comes", () => {
  const two = fold(emptyRecording, [
    block(1, "open", 30, 60),
    lag([140, 105], [240, 205]),
    block(2, "open", 300, 55),
    lag([400, 95]),
  ]);
  assert.deepEqual(
    two.blocks.map(({ state, durationMs }) => [state, durationMs]),
    [
      ["closed", 210],
      ["open", 55],
    ],
  );
  assert.equal(fold(two, [block(1, "closed", 30, 214)]).blocks[0]?.durationMs, 214);
});

test("blocks stand by their start, also where a short one is told after the long one that followed it", () => {
  const late = fold(emptyRecording, [block(2, "open", 40, 60), block(1, "closed", 10, 20)]);
  assert.deepEqual(
    late.blocks.map(({ id }) => id),
    [1, 2],
  );
  assert.equal(openBlock(late)?.id, 2);
});

test("what did not change keeps its identity, so nothing is drawn anew for it", () => {
  const before = fold(emptyRecording, run);
  const after = fold(before, [metric(301, "rssMb", 40)]);
  for (const key of ["lag", "blocks", "requests", "console", "errors"] as const) {
    assert.equal(after[key], before[key], key);
  }
});
