import assert from "node:assert/strict";
import { test } from "node:test";
import { changeOf } from "./pair.ts";
import type { Reading } from "./readings.ts";

const reading = (label: Reading["label"], value: number | null): Reading => ({ label, value, unit: "ms" });
const change = (label: Reading["label"], a: number | null, b: number | null) =>
  changeOf(reading(label, a), reading(label, b));

test("time is told as a factor, lag as the difference callers felt", () => {
  assert.deepEqual(change("total", 1_004, 53), { kind: "times", factor: 1_004 / 53, less: true });
  assert.deepEqual(change("maxLag", 999, 2), { kind: "by", amount: -997 });
  assert.deepEqual(change("peak", 1, 20), { kind: "times", factor: 20, less: false });
});

test("a small change is no factor, and none is none", () => {
  assert.deepEqual(change("total", 100, 120), { kind: "by", amount: 20 });
  assert.deepEqual(change("total", 53.2, 52.9), { kind: "same" });
});

test("nothing is divided by zero, and what was not measured is not compared", () => {
  assert.deepEqual(change("longestWait", 968, 0), { kind: "by", amount: -968 });
  assert.equal(change("total", null, 53), null);
  assert.equal(changeOf(undefined, reading("total", 1)), null);
});
