import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent, Trace } from "#protocol";
import { measure } from "#protocol";
import checks from "./checks.ts";

const crowds = { visits: 24, rightVisits: 24, answers: 480, right: 480 };
const failures = {
  ...{ crowd: 20, told: 20, callsAfter: 2, again: 2, goodCalls: 2 },
  ...{ stale: 20, retried: 2, retries: 2, last: "its error", unhandled: 0 },
};
const writers = { together: 0, later: 0, answered: 60, of: 60 };
const visit = { age: "cold", ageMs: 0, callers: 20, value: "a product", wanted: 1, got: 20 };
const answer = { age: "stale", ageMs: 640, value: "a product", waitedMs: 60, limit: 900 };

function run(changed: { crowds?: object; failures?: object; writers?: object } = {}): Trace {
  const notes = {
    crowds: { ...crowds, ...changed.crowds },
    failures: { ...failures, ...changed.failures },
    writers: { ...writers, ...changed.writers },
  };
  const events = Object.entries(notes).map(
    ([name, value]): RunEvent => ({ type: "note", data: { t: 1, name, value: value as never } }),
  );
  return { version: 1, events };
}
const verdicts = (trace: Trace) => checks(trace, measure);
const states = (trace: Trace) => verdicts(trace).map(({ check, state }) => `${check} ${state}`);
const cause = (changed: Parameters<typeof run>[0]) =>
  String(verdicts(run(changed)).flatMap(({ cause }) => cause?.en ?? []));
const called = (changed: object) => cause({ crowds: { rightVisits: 23, wrongVisit: { ...visit, ...changed } } });
const answered = (changed: object) => cause({ crowds: { right: 479, wrongAnswer: { ...answer, ...changed } } });

test("one call a window, answers of the right age, failures forgotten and copies handed out meet every check", () => {
  assert.deepEqual(states(run()), ["calls met", "answers met", "failures met", "copies met"]);
});

test("calls too many or too few are told apart by the age of the entry", () => {
  assert.match(
    called({}),
    /was cold: each saw that for itself.*20 callers came at once\. Origin calls expected: 1, got: 20/,
  );
  assert.match(called({ age: "fresh", value: "false", wanted: 0 }), /answer was false, and that is a kept value too/);
  assert.match(called({ age: "fresh", ageMs: 120, wanted: 0 }), /a fresh value, 120 ms old/);
  assert.match(called({ age: "refreshing", wanted: 0 }), /under way already/);
  assert.match(called({ age: "expired", ageMs: 999, got: 0 }), /999 ms old, past every limit/);
  assert.match(called({ age: "stale", got: 0 }), /has to refresh it/);
});

test("an answer is wrong for its age, for its wait, for its value, or never comes", () => {
  assert.match(answered({ age: "expired", ageMs: 999 }), /999 ms old was handed out, where ttl \+ swr is 900/);
  assert.match(answered({}), /a value 640 ms old to answer with, and the caller waited 60 ms/);
  assert.match(answered({ age: "cold" }), /another one than the origin had given/);
  assert.match(answered({ threw: "TypeError: no" }), /It threw TypeError: no/);
  assert.match(cause({ crowds: { right: 479 } }), /1 of 480 answers never came/);
});

test("what happens to a failure is told step by step", () => {
  assert.match(cause({ failures: { told: 1 } }), /1 of the 20 who waited/);
  assert.match(
    cause({ failures: { callsAfter: 1, again: "its error" } }),
    /"its error".*1 calls: the failure was kept/,
  );
  assert.match(cause({ failures: { stale: 0 } }), /0 of 20 callers were given the stale value/);
  assert.match(cause({ failures: { retries: 1 } }), /nobody tried again/);
  assert.match(cause({ failures: { last: 2 } }), /past its limit and the origin down.*got "2"/);
  assert.match(cause({ failures: { unhandled: 2 } }), /2 rejections were heard by nobody/);
});

test("an object shared while waiting is told apart from one shared with the cache", () => {
  assert.match(cause({ writers: { together: 19, later: 40 } }), /19 saw what another had written/);
  assert.match(cause({ writers: { later: 40 } }), /40 later callers saw it/);
  assert.match(cause({ writers: { answered: 0 } }), /0 of 60 callers had an answer/);
});

test("a program that never answered fails every check", () => {
  const trace: Trace = { version: 1, events: [{ type: "error", data: { kind: "uncaught", message: "no" } }] };
  assert.deepEqual(states(trace), ["calls not-met", "answers not-met", "failures not-met", "copies not-met"]);
});
