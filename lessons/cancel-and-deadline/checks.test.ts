import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent, Trace } from "#protocol";
import { measure } from "#protocol";
import checks from "./checks.ts";

const note = (t: number, name: string, value: unknown): RunEvent => ({
  type: "note",
  data: { t, name, value: value as never },
});
const stayed = { id: 1, left: false, after: 0, openedAfter: 0, open: 0, result: { wanted: 9, got: 9, isSame: true } };
const left = { id: 2, left: true, after: 0, openedAfter: 0, open: 0, told: { is: "reason" } };
const ghost: RunEvent = {
  type: "lane",
  data: { lane: 7, label: "caller 2, after leaving", file: "copy.ts", line: 31, slices: [[42.4, 60, "wait"]] },
};

const run = (first: object = {}, second: object = {}): Trace => ({
  version: 1,
  events: [
    { type: "lane", data: { lane: 2, label: "caller 2", slices: [[1, 42, "wait"]] } },
    ghost,
    note(80, "caller", { ...left, ...second }),
    note(90, "caller", { ...stayed, ...first }),
    note(91, "over", null),
  ],
});
const verdictsOf = (...callers: object[]) => checks(run(...callers), measure);
const states = (...callers: object[]) =>
  Object.fromEntries(verdictsOf(...callers).map(({ check, state }) => [check, state]));

test("work that stops, closes and passes the reason on meets every check", () => {
  assert.deepEqual(states(), { result: "met", stops: "met", closed: "met", reason: "met" });
});

test("one step that was already on its way is no fault", () => {
  assert.equal(states({}, { after: 1 }).stops, "met");
});

test("steps after the caller left are told with the first of them and its line", () => {
  const [, stops] = verdictsOf({}, { after: 12, openedAfter: 1 });
  assert.deepEqual(
    [stops?.state, stops?.measured, stops?.atMs, stops?.file, stops?.line],
    ["not-met", "12", 42, "copy.ts", 31],
  );
  assert.match(stops?.cause?.en ?? "", /caller 2 .*nobody had told it/);
});

test("work that asks between files only is told apart from work that never asks", () => {
  const [, stops] = verdictsOf({}, { after: 4 });
  assert.match(stops?.cause?.en ?? "", /innermost loop/);
});

test("an open file is told with its caller", () => {
  const [, , closed] = verdictsOf({}, { open: 1 });
  assert.deepEqual([closed?.state, closed?.measured], ["not-met", "1"]);
  assert.match(closed?.cause?.en ?? "", /caller 2/);
});

test("half a result and a replaced reason are two different faults", () => {
  const [, , , half] = verdictsOf({}, { told: { is: "resolved" } });
  assert.match(half?.cause?.en ?? "", /Half a result/);
  const [, , , other] = verdictsOf(
    {},
    { told: { is: "other", got: "Error: cancelled", wanted: "TimeoutError: late" } },
  );
  assert.match(other?.cause?.en ?? "", /"TimeoutError: late".*"Error: cancelled"/);
  assert.equal(other?.measured, "0 / 1");
});

test("who stays must be told the right number and get the same files", () => {
  const [miscounted] = verdictsOf({ result: { wanted: 9, got: 8, isSame: true } });
  assert.match(miscounted?.cause?.en ?? "", /9 chunks were copied, and is told 8/);
  const [different] = verdictsOf({ result: { wanted: 9, got: 9, isSame: false } });
  assert.match(different?.cause?.en ?? "", /differ from the originals/);
});

test("a program that never came to its end fails every check and says so", () => {
  const trace: Trace = { version: 1, events: [{ type: "error", data: { kind: "uncaught", message: "boom" } }] };
  assert.deepEqual(
    checks(trace, measure).map(({ state }) => state),
    ["not-met", "not-met", "not-met", "not-met"],
  );
});
