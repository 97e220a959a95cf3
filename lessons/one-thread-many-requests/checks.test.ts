import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent, Trace } from "#protocol";
import { measure } from "#protocol";
import checks from "./checks.ts";

type Run = {
  noiseMs?: number;
  lagMs?: number;
  line?: number | null;
  totalMs?: number;
  right?: number;
  wrong?: unknown[];
};

/** Thirty orders from 100 ms on, after a reference that ended then. */
function run({ noiseMs = 1, lagMs = 2, line = 39, totalMs = 90, right = 30, wrong = [] }: Run): Trace {
  const note = (t: number, name: string, value: never): RunEvent => ({ type: "note", data: { t, name, value } });
  const lane = (index: number): RunEvent => ({
    type: "lane",
    data: { lane: index, label: `order ${index}`, slices: [[100, 100 + totalMs - index / 100, "wait"]] },
  });
  const blocked: RunEvent = {
    type: "block",
    data: {
      id: 1,
      state: "closed",
      startMs: 130,
      durationMs: lagMs,
      file: line === null ? null : "handler.ts",
      line,
      fn: null,
      stack: [],
    },
  };
  const events: RunEvent[] = [
    { type: "lag", data: [{ t: 50, lagMs: noiseMs }] },
    note(100, "reference", { ms: 80 + noiseMs, idealMs: 80 } as never),
    { type: "lag", data: [{ t: 150, lagMs }] },
    ...(lagMs >= 10 ? [blocked] : []),
    ...Array.from({ length: 30 }, (_, index) => lane(index)),
    note(100 + totalMs, "answers", { right, of: 30, wrong } as never),
  ];
  return { version: 1, events };
}
const states = (trace: Trace) => Object.fromEntries(checks(trace, measure).map(({ check, state }) => [check, state]));

test("right answers, a loop that turns and overlapping waits meet every check", () => {
  assert.deepEqual(states(run({})), { answers: "met", lag: "met", time: "met" });
});

test("a held thread is told with its moment and its line", () => {
  const [, lag, time] = checks(run({ lagMs: 700, totalMs: 780 }), measure);
  assert.deepEqual([lag?.state, lag?.atMs, lag?.file, lag?.line], ["not-met", 170, "handler.ts", 39]);
  assert.match(time?.cause?.en ?? "", /adds up/);
});

test("orders that wait for one another are told apart from a held thread", () => {
  const [, lag, time] = checks(run({ totalMs: 2_400 }), measure);
  assert.deepEqual([lag?.state, time?.state, time?.atMs], ["met", "not-met", 300]);
  assert.match(time?.cause?.en ?? "", /waited for one another/);
});

test("what the machine added to the reference as well is not the learner's fault", () => {
  assert.equal(states(run({ noiseMs: 30, lagMs: 90 })).lag, "too-noisy");
  assert.equal(states(run({ noiseMs: 1, lagMs: 90 })).lag, "not-met");
  assert.equal(states(run({ noiseMs: 40, totalMs: 260 })).time, "too-noisy");
});

test("a loop that stood still with no line of the answer on it is the machine's", () => {
  assert.equal(states(run({ lagMs: 90, line: null })).lag, "too-noisy");
});

test("a wrong answer is told with the order, the field and both values", () => {
  const expected = { id: 7, accepted: true, total: 1_200, signature: "x" };
  const [answers] = checks(
    run({ right: 29, wrong: [{ id: 7, expected, got: { ...expected, total: 1_100 } }] }),
    measure,
  );
  assert.equal(answers?.measured, "29 / 30");
  assert.match(answers?.cause?.en ?? "", /Order 7 .*total 1200.*1100/);
});

test("a program that never answered fails every check and says so", () => {
  const trace: Trace = { version: 1, events: [{ type: "error", data: { kind: "uncaught", message: "no handle" } }] };
  assert.deepEqual(states(trace), { answers: "not-met", lag: "not-met", time: "not-met" });
});
