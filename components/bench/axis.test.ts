import assert from "node:assert/strict";
import { test } from "node:test";
import { axisEnd } from "./axis.ts";
import { emptyRecording } from "./recording.ts";
import type { RunState } from "./run-state.ts";
import { freshRun, type Run } from "./store.ts";

const request = { files: [{ path: "main.ts", code: "" }], entry: "main.ts" };
const run = (nowMs: number, state: RunState): Run => ({
  ...freshRun(request),
  state,
  recording: { ...emptyRecording, nowMs },
});
const running: RunState = { phase: "running", started: { runId: "", node: "", isolation: "process", epochMs: 0 } };
const ended: RunState = { phase: "ended", reason: "finished", wallMs: 1, isolation: null };

test("before anything was measured the axis betrays nothing", () => {
  assert.equal(axisEnd([], [400]), 2_000);
  assert.equal(axisEnd([run(0, { phase: "starting" })], []), 2_000);
});

test("while a run goes on the axis grows in steps, and when it is over it fits", () => {
  assert.equal(axisEnd([run(640, running)], []), 1_000);
  const end = axisEnd([run(1_004, ended)], []);
  assert.ok(end > 1_004 && end < 1_060);
});

test("the second run of a pair never shrinks the axis under the first", () => {
  const first = run(1_004, ended);
  assert.ok(axisEnd([first, run(30, running)], []) >= axisEnd([first], []));
  assert.equal(axisEnd([first, run(53, ended)], []), axisEnd([first], []));
});

test("a near guess stays in sight once the run is over", () => {
  assert.ok(axisEnd([run(1_004, ended)], [400, 1_500]) > 1_500);
});
