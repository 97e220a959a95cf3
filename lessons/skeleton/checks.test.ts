import assert from "node:assert/strict";
import { test } from "node:test";
import { measure, type RunEvent, type Trace } from "#protocol";
import checks from "./checks.ts";

/** Five questions, so many of them answered right, together or in turn. */
function run(right: number, inTurn = false): Trace {
  const lanes = Array.from({ length: 5 }, (_, n): RunEvent => {
    const startMs = inTurn ? 20 * n : 0;
    return { type: "lane", data: { lane: n, label: `ask ${n}`, slices: [[startMs, startMs + 20, "wait"]] } };
  });
  const note: RunEvent = { type: "note", data: { t: 100, name: "answers", value: { right, of: 5 } } };
  return { version: 1, events: [...lanes, note] };
}
const states = (trace: Trace) => checks(trace, measure).map(({ state }) => state);

test("right answers asked for together meet every check", () => {
  assert.deepEqual(states(run(5)), ["met", "met"]);
});

test("a wrong answer and a queue are told apart", () => {
  assert.deepEqual(states(run(4)), ["not-met", "met"]);
  assert.deepEqual(states(run(5, true)), ["met", "not-met"]);
});

test("a program that never answered fails every check", () => {
  assert.deepEqual(states({ version: 1, events: [] }), ["not-met", "not-met"]);
});
