import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent, Trace } from "#protocol";
import { measure } from "#protocol";
import checks from "./checks.ts";

const call = {
  traffic: "crowd",
  user: "ada",
  others: true,
  atMs: 62,
  level: 0.43,
  capacity: 4,
  known: true,
  got: { allowed: true, retryAfterMs: 0 },
};
const right = { right: 900, of: 900, retries: 70, rightRetries: 70 };

function run(answers: object, memory = { most: 600, least: 100, users: 10_000 }): Trace {
  const note = (name: string, value: object): RunEvent => ({
    type: "note",
    data: { t: 1, name, value: value as never },
  });
  return { version: 1, events: [note("memory", memory), note("answers", answers)] };
}
const verdicts = (trace: Trace) => checks(trace, measure);
const states = (trace: Trace) => verdicts(trace).map(({ check, state }) => `${check} ${state}`);
const causes = (trace: Trace) => verdicts(trace).flatMap(({ cause }) => cause?.en ?? []);
const wrongCall = (changed: object) => causes(run({ ...right, right: 899, wrongCall: { ...call, ...changed } }));

test("exact answers, exact waits and few buckets meet every check", () => {
  assert.deepEqual(states(run(right)), ["counts met", "retry met", "memory met"]);
});

test("a call let through is told apart by whether its bucket had been forgotten", () => {
  assert.match(String(wrongCall({})), /"crowd" at 62 ms, ada: let through with only 0\.43 tokens/);
  assert.match(String(wrongCall({ known: false })), /forgotten while it held only 0\.43 tokens.*starts with 4/);
});

test("a call refused is told apart by whose tokens were missing", () => {
  const refused = { level: 1.29, got: { allowed: false, retryAfterMs: 9 } };
  assert.match(String(wrongCall({ ...refused, known: false })), /what other users have taken/);
  assert.match(String(wrongCall(refused)), /1\.29 tokens should have been.*fraction/);
});

test("a throw and a missing answer are told as what they are", () => {
  assert.match(String(wrongCall({ got: { threw: "TypeError: no" } })), /threw TypeError: no/);
  assert.match(String(wrongCall({ got: null })), /expected \{ allowed, retryAfterMs \}, got null/);
});

test("a wait is wrong in both directions", () => {
  const told = (retryAfterMs: number) => {
    const wrongRetry = { ...call, got: { allowed: false, retryAfterMs }, waitMs: 142.86 };
    return String(causes(run({ ...right, rightRetries: 69, wrongRetry })));
  };
  assert.match(told(1_000), /in 1000 ms, where the token is there in 142\.86 ms. They wait for nothing/);
  assert.match(told(142), /refused again/);
});

test("a limiter that never refused proved nothing about its waits", () => {
  assert.deepEqual(states(run({ ...right, retries: 0, rightRetries: 0 })).slice(1, 2), ["retry not-met"]);
});

test("too many buckets are told, and so are buckets kept out of sight", () => {
  assert.match(String(causes(run(right, { most: 10_000, least: 100, users: 10_000 }))), /10,000 are still remembered/);
  assert.match(String(causes(run(right, { most: 0, least: 100, users: 10_000 }))), /held 0. Keep them in the map/);
});

test("a program that never answered fails every check", () => {
  const trace: Trace = { version: 1, events: [{ type: "error", data: { kind: "uncaught", message: "no" } }] };
  assert.deepEqual(states(trace), ["counts not-met", "retry not-met", "memory not-met"]);
});
