import assert from "node:assert/strict";
import { test } from "node:test";
import type { Verdict, VerdictState } from "../../lessons/types.ts";
import { afterTry, isUnproven, judgementOf, readProof, unproven } from "./proof.ts";

const verdicts = (...states: VerdictState[]): Verdict[] =>
  states.map((state, at) => ({ check: `check ${at}`, state, limit: "≤ 4", measured: "5" }));

test("an answer passes with every check met, fails with one that is not, and else stays open", () => {
  assert.equal(judgementOf(verdicts("met", "met")), "passed");
  assert.equal(judgementOf(verdicts("too-noisy", "not-met")), "failed");
  assert.equal(judgementOf(verdicts("met", "too-noisy")), "open");
  assert.equal(judgementOf([]), "open");
});

test("tries are counted, the best one and the last one are kept, and a pass is never taken back", () => {
  const first = afterTry(unproven, "a", verdicts("met", "met", "not-met"));
  const passed = afterTry(first, "b", verdicts("met", "met", "met"));
  const worse = afterTry(passed, "c", verdicts("not-met", "met", "not-met"));
  assert.deepEqual([first.tries, first.best, first.passed], [1, 2, false]);
  assert.deepEqual([worse.tries, worse.best, worse.passed, worse.last?.answer], [3, 3, true, "c"]);
});

test("a try that only the machine spoiled is shown and not counted", () => {
  const spoiled = afterTry(unproven, "a", verdicts("met", "too-noisy"));
  assert.deepEqual([spoiled.tries, spoiled.best, spoiled.last?.verdicts.length], [0, 1, 2]);
});

test("what was kept is read again as it was; of anything else only what fits", () => {
  const told: Verdict = {
    check: "lag",
    state: "not-met",
    limit: "≤ 40 ms",
    measured: "700 ms",
    atMs: 110,
    file: "handler.ts",
    line: 39,
    cause: { ko: "이 줄", en: "this line" },
  };
  const proof = { ...afterTry(unproven, "a", [told]), hints: 2, solution: true };
  assert.deepEqual(readProof(JSON.parse(JSON.stringify(proof))), proof);
  for (const odd of [undefined, null, 3, "x", [], { tries: "2" }, { last: { answer: 1, verdicts: [] } }])
    assert.equal(isUnproven(readProof(odd)), true, JSON.stringify(odd));
  const half = readProof({ tries: 1, last: { answer: "a", verdicts: [told, null, { ...told, state: "fine" }] } });
  assert.deepEqual(half.last?.verdicts, [told]);
});
