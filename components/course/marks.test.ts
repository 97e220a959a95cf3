import { deepEqual, equal, throws } from "node:assert/strict";
import { test } from "node:test";
import { steps } from "../lesson/steps.ts";
import {
  after,
  dayMs,
  dueAt,
  lessonOfKey,
  type Marks,
  marksAt,
  mergeMarks,
  mergeProgress,
  type Step,
} from "./marks.ts";
import { readProgress } from "./read-marks.ts";

const start = marksAt({}, "pools", 1);
const doing = (marks: Marks, ...did: [Step, number][]) => did.reduce((now, [step, at]) => after(now, step, at), marks);
const proven = doing(start, [{ did: "guess" }, 1_000], [{ did: "pass" }, 2_000]);

test("a lesson read through is finished once, at the step that completed it", () => {
  const read = doing(start, ...steps.map((step, index): [Step, number] => [{ did: "read", step }, index]));
  deepEqual([read.read, read.finishedAt], [[...steps], steps.length - 1]);
  equal(after(read, { did: "read", step: "run" }, 99), read, "so nothing is written again");
});

test("steps stand in the lesson's order, whichever was read first", () => {
  deepEqual(doing(start, [{ did: "read", step: "look" }, 1], [{ did: "read", step: "run" }, 2]).read, ["run", "look"]);
});

test("to open a lesson again moves no place, to open a step does", () => {
  const there = doing(start, [{ did: "open", step: "look" }, 1], [{ did: "open", step: null }, 2]);
  deepEqual([there.place, there.touchedAt], ["look", 2]);
});

test("a proof is kept with the day it was first made", () => {
  equal(doing(proven, [{ did: "pass" }, 9_000]).passedAt, 2_000);
});

test("when the lesson's version rises, what was read stays, and guess and proof start over and say so", () => {
  const raised = marksAt({ pools: { ...proven, read: ["predict"], place: "run" } }, "pools", 3);
  deepEqual([raised.guessed, raised.passedAt, raised.was], [false, null, 1]);
  deepEqual([raised.read, raised.place, raised.finishedAt], [["predict"], "run", 2_000]);
  equal(after(raised, { did: "see-change" }, 1).was, null);
  equal(marksAt({ pools: raised }, "pools", 2), raised, "an older site takes nothing away");
});

test("a question comes back after a week, then after twice the time; forgotten, tomorrow and from the start", () => {
  equal(dueAt(start, 0), Number.POSITIVE_INFINITY);
  equal(dueAt(proven, 0), 2_000 + 7 * dayMs);
  const answer = (marks: Marks, remembered: boolean, at: number) =>
    after(marks, { did: "recall", question: 0, remembered }, at);
  const once = answer(proven, true, 8 * dayMs);
  equal(dueAt(once, 0), (8 + 14) * dayMs);
  equal(dueAt(once, 1), 2_000 + 7 * dayMs, "each question has its own time");
  const forgotten = answer(once, false, 22 * dayMs);
  equal(dueAt(forgotten, 0), 23 * dayMs);
  equal(dueAt(answer(forgotten, true, 23 * dayMs), 0), 30 * dayMs);
  const often = Array.from({ length: 20 }, (_, index) => index).reduce((marks, at) => answer(marks, true, at), proven);
  equal(often.recalled[0]?.days, 224);
});

test("two browsers' marks: what either did is done, the newer version's proof counts, the later place is kept", () => {
  const here = doing(start, [{ did: "read", step: "predict" }, 10], [{ did: "open", step: "run" }, 20]);
  const there = doing(start, [{ did: "read", step: "run" }, 30], [{ did: "pass" }, 40]);
  const both = mergeMarks(here, there);
  deepEqual([both.read, both.passedAt, both.place], [["predict", "run"], 40, "predict"]);
  deepEqual(mergeMarks(there, here), both, "whichever file is opened where");
  const newer = marksAt({ pools: there }, "pools", 2);
  deepEqual([mergeMarks(newer, there).passedAt, mergeMarks(newer, there).version], [null, 2]);
  deepEqual(Object.keys(mergeProgress({ a: here }, { b: there })), ["a", "b"]);
});

test("of two answers to one question the later one counts", () => {
  const answer = (remembered: boolean, at: number) => after(proven, { did: "recall", question: 2, remembered }, at);
  deepEqual(mergeMarks(answer(true, 5), answer(false, 6)).recalled[2], { at: 6, days: 1 });
  deepEqual(mergeMarks(answer(true, 7), answer(false, 6)).recalled[2], { at: 7, days: 14 });
});

test("kept progress is read again as it was; anything else that stands there is left out", () => {
  deepEqual(readProgress(JSON.stringify({ pools: proven })), { pools: proven });
  for (const text of [null, "{", "3", "[]", '"pools"', '{"pools":{"version":"1"}}', '{"pools":null}']) {
    deepEqual(readProgress(text), {}, String(text));
  }
  const odd = readProgress('{"pools":{"version":1,"place":"nowhere","read":["run","x"],"recalled":{"0":{"at":"z"}}}}');
  deepEqual(odd, { pools: { ...start, read: ["run"] } });
});

test("a bench's key names its lesson and version", () => {
  deepEqual(lessonOfKey("one-thread-many-requests@12"), { slug: "one-thread-many-requests", version: 12 });
  for (const key of ["pools", "pools@", "@1", "Pools@1", "pools@1x"]) throws(() => lessonOfKey(key), /slug@version/);
});
