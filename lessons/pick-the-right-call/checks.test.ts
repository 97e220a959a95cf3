import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent, Trace } from "#protocol";
import { measure } from "#protocol";
import checks from "./checks.ts";

type Calls = Record<string, number>;
type Run = {
  noiseMs?: number;
  lagMs?: number;
  isOurs?: boolean;
  here?: Calls;
  worker?: Calls;
  right?: number;
  wrong?: unknown[];
};

const slow = { report: 4, archive: 4, score: 4 };

/** Four pages from 100 ms on, after a reference that ended then. */
function run({ noiseMs = 1, lagMs = 2, isOurs = true, here = {}, worker = slow, right = 4, wrong = [] }: Run): Trace {
  const note = (t: number, name: string, value: unknown): RunEvent => ({
    type: "note",
    data: { t, name, value: value as never },
  });
  const blocked: RunEvent = {
    type: "block",
    data: {
      id: 1,
      state: "closed",
      startMs: 130,
      durationMs: lagMs,
      ...(isOurs ? { file: "calls.ts", line: 50 } : { file: null, line: null }),
      fn: null,
      stack: [],
    },
  };
  const events: RunEvent[] = [
    { type: "lag", data: [{ t: 50, lagMs: noiseMs }] },
    note(100, "reference", {}),
    { type: "lag", data: [{ t: 150, lagMs }] },
    ...(lagMs >= 10 ? [blocked] : []),
    note(400, "answers", { right, of: 4, wrong }),
    note(400, "made", { pages: 4, here, worker }),
  ];
  return { version: 1, events };
}
const verdict = (trace: Trace, check: string) => checks(trace, measure).find((one) => one.check === check);
const states = (trace: Trace) => Object.fromEntries(checks(trace, measure).map(({ check, state }) => [check, state]));

test("right answers, a free loop and three messages a page meet every check", () => {
  assert.deepEqual(states(run({})), { answers: "met", lag: "met", hops: "met" });
});

test("a call that holds the loop is told with its moment, its line and where it belongs", () => {
  const held = (name: string) => verdict(run({ lagMs: 55, here: { [name]: 4 } }), "lag");
  const user = held("user");
  assert.deepEqual([user?.state, user?.atMs, user?.file, user?.line], ["not-met", 170, "calls.ts", 50]);
  assert.match(user?.cause?.en ?? "", /asynchronous client/);
  assert.match(held("archive")?.cause?.en ?? "", /before it hands over its promise/);
  assert.match(held("score")?.cause?.en ?? "", /belongs in the worker/);
  assert.match(held("total")?.cause?.en ?? "", /marked line/);
});

test("a message too many is told by what it was sent for", () => {
  const waits = verdict(run({ worker: { ...slow, user: 4, total: 4 } }), "hops");
  assert.deepEqual([waits?.state, waits?.measured], ["not-met", "5"]);
  assert.match(waits?.cause?.en ?? "", /waits for user/);
  assert.match(verdict(run({ worker: { ...slow, total: 4 } }), "hops")?.cause?.en ?? "", /total is done sooner/);
});

test("a wrong answer is told with its field, and a promise as what it is", () => {
  const expected = { user: "user 7", rate: 0.5 };
  const told = (got: unknown) => verdict(run({ right: 3, wrong: [{ id: 2, expected, got }] }), "answers")?.cause?.en;
  assert.match(told({ ...expected, rate: 0.1 }) ?? "", /Page 2 .*rate 0.5.*0.1/);
  assert.match(told({ ...expected, user: "Promise" }) ?? "", /nobody waited/);
  assert.match(told({ threw: "Error: no" }) ?? "", /threw: Error: no/);
});

test("what the machine added to the reference as well is not the learner's fault", () => {
  assert.equal(states(run({ noiseMs: 30, lagMs: 90 })).lag, "too-noisy");
  assert.equal(states(run({ noiseMs: 1, lagMs: 90 })).lag, "not-met");
  assert.equal(states(run({ noiseMs: 1, lagMs: 90, isOurs: false })).lag, "too-noisy");
  assert.equal(states(run({ noiseMs: 30, lagMs: 90, here: { report: 4 } })).lag, "not-met");
});

test("a program that never answered fails every check and says so", () => {
  const trace: Trace = { version: 1, events: [{ type: "error", data: { kind: "uncaught", message: "no page" } }] };
  assert.deepEqual(states(trace), { answers: "not-met", lag: "not-met", hops: "not-met" });
});
