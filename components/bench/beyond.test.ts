import assert from "node:assert/strict";
import { test } from "node:test";
import type { measure } from "#protocol";
import type { Bound, Verdict } from "../../lessons/types.ts";
import { lagBeyond, spansBeyond } from "./beyond.ts";
import { boundOf, dueMs, verdictsOn } from "./bounds.ts";
import { unproven } from "./proof.ts";
import { freshRun, mine } from "./store.ts";

const verdict = (bound: Bound): Verdict => ({ check: bound.of, state: "not-met", limit: "", measured: "", bound });
const span = (startMs: number, endMs: number): measure.Span => ({
  lane: startMs,
  label: "",
  startMs,
  endMs,
  slices: [[startMs, endMs, "wait"]],
});
const at = (value: number) => value;

test("a limit is drawn on the run it judged, and on no later one", () => {
  const told = [verdict({ of: "lag", most: 40 })];
  const run = freshRun({ files: [], entry: "main.ts" });
  const proof = { ...unproven, last: { answer: "", verdicts: told } };
  const state = { runs: { [mine]: run }, judging: null, judged: run.trace, proof };
  assert.deepEqual(verdictsOn(state, mine), told);
  assert.deepEqual(verdictsOn({ ...state, runs: { [mine]: freshRun({ files: [], entry: "main.ts" }) } }, mine), []);
  assert.deepEqual(verdictsOn({ ...state, judged: null }, mine), [], "after a reload the run is gone");
});

test("while a run goes on, a limit that is broken for good is drawn already", () => {
  const broken = [verdict({ of: "peak", most: 4 })];
  const running = { runs: {}, judging: { phase: "running", broken }, judged: null, proof: unproven } as const;
  assert.deepEqual(verdictsOn(running, mine), broken);
  assert.deepEqual(verdictsOn(running, "blocking"), []);
});

test("a limit on time runs out that long after what it counts from", () => {
  assert.equal(dueMs({ of: "total", most: 200, fromMs: 90 }), 290);
  assert.equal(dueMs({ of: "lag", most: 40 }), null);
  assert.equal(dueMs(boundOf([], "total")), null);
});

test("work still open when time runs out is beyond the limit from then on, work that ended is not", () => {
  const [ended, open, late] = [span(0, 100), span(0, 300), span(250, 300)];
  const beyond = spansBeyond([ended, open, late], [verdict({ of: "total", most: 200 })]);
  assert.deepEqual([...beyond.values()], [200, 250]);
  assert.equal(beyond.has(ended), false);
});

test("the lag above a limit begins where the curve crosses it, and ends with what was judged", () => {
  const points = [
    { t: 0, v: 0, alarm: false },
    { t: 100, v: 100, alarm: true },
    { t: 100, v: 0, alarm: false },
  ];
  assert.equal(lagBeyond(points, { of: "lag", most: 40 }, at, at).split("z")[0], "M40 40V40L100 100V40");
  assert.equal(lagBeyond(points, { of: "lag", most: 100 }, at, at), "");
  assert.equal(lagBeyond(points, { of: "lag", most: 40, fromMs: 150 }, at, at), "");
});
