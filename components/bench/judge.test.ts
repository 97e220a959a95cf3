import assert from "node:assert/strict";
import { test } from "node:test";
import { measure, type RunEvent, type Trace } from "#protocol";
import l01 from "../../lessons/one-thread-many-requests/checks.ts";
import type { Checks, Verdict } from "../../lessons/types.ts";
import { brokenSoFar, judge, workloadOf } from "./judge.ts";
import { emptyRecording } from "./recording.ts";
import type { RunState } from "./run-state.ts";
import type { Run } from "./store.ts";

const verdict: Verdict = { check: "lag", state: "not-met", limit: "≤ 40 ms", measured: "90 ms" };
const says =
  (...verdicts: Verdict[]): Checks =>
  () =>
    verdicts;
const trace = (...events: RunEvent[]): Trace => ({ version: 1, events });
const ended = (reason: "finished" | "timeout" | "cancelled"): RunState => ({
  phase: "ended",
  reason,
  wallMs: 1,
  isolation: null,
});
const run = (state: RunState, recording: Partial<Run["recording"]> = {}) =>
  ({ state, trace: trace(), recording: { ...emptyRecording, ...recording } }) as Run;

test("a run that came to an end is judged, however it ended; one that was stopped or never ran is not", () => {
  for (const reason of ["finished", "timeout"] as const)
    assert.deepEqual(judge(says(verdict), run(ended(reason)), measure), { verdicts: [verdict] });
  assert.deepEqual(judge(says(verdict), run(ended("cancelled")), measure), { unjudged: "stopped" });
  for (const state of [{ phase: "lost", reached: true }, { phase: "idle" }] as RunState[])
    assert.deepEqual(judge(says(verdict), run(state), measure), { unjudged: "not-run" });
});

test("what our side broke, what was let go and what checks cannot read is no verdict on the answer", () => {
  const internal = run(ended("finished"), { errors: [{ kind: "internal", message: "" }] });
  assert.deepEqual(judge(says(verdict), internal, measure), { unjudged: "ours" });
  const dropped = run(ended("finished"), { dropped: [{ what: "lane", count: 3 }] });
  assert.deepEqual(judge(says(verdict), dropped, measure), { unjudged: "dropped" });
  const throwing: Checks = () => {
    throw new TypeError("a note that is no note of the driver's");
  };
  assert.deepEqual(judge(throwing, run(ended("finished")), measure), { unjudged: "unreadable" });
  assert.deepEqual(brokenSoFar(throwing, trace(), measure), []);
});

test("while a run goes on only a limit broken at a known moment is told", () => {
  const broken: Verdict = { ...verdict, check: "peak", atMs: 110 };
  const met: Verdict = { ...verdict, check: "order", state: "met", atMs: 3 };
  assert.deepEqual(brokenSoFar(says(verdict, broken, met), trace(), measure), [broken]);
});

test("the first lesson tells a held thread while the orders still go on", () => {
  const events: RunEvent[] = [
    { type: "note", data: { t: 90, name: "reference", value: { ms: 81, idealMs: 80 } } },
    { type: "lag", data: [{ t: 160, lagMs: 60 }] },
    {
      type: "block",
      data: { id: 1, state: "open", startMs: 100, durationMs: 60, file: "handler.ts", line: 39, fn: null, stack: [] },
    },
  ];
  assert.deepEqual(
    brokenSoFar(l01, trace(...events), measure).map(({ check, line }) => [check, line]),
    [["lag", 39]],
  );
});

test("the workload is told in both languages or not at all", () => {
  const note = (value: never): RunEvent => ({ type: "note", data: { t: 1, name: "workload", value } });
  assert.deepEqual(workloadOf(trace(note({ ko: "서른", en: "thirty" } as never))), { ko: "서른", en: "thirty" });
  for (const odd of [null, 3, { ko: "서른" }]) assert.equal(workloadOf(trace(note(odd as never))), null);
  assert.equal(workloadOf(trace()), null);
});
