import assert from "node:assert/strict";
import { test } from "node:test";
import { lineOf, moveGuess, outcome, parseGuess } from "./guess.ts";

test("a guess is read as people write numbers", () => {
  for (const text of ["1000", "1,000", " 1 000 ms", "１０００"]) assert.equal(parseGuess(text, "ms"), 1_000, text);
  assert.equal(parseGuess("20개", "count"), 20);
});

test("what is no number is no guess", () => {
  for (const text of ["", "-", "many", "-5", "1e3", "Infinity"]) assert.equal(parseGuess(text, "ms"), null, text);
});

test("the handle moves by ten, with Shift by a hundred, and stays on the axis", () => {
  assert.equal(moveGuess(400, "ArrowRight", false, "ms"), 410);
  assert.equal(moveGuess(400, "ArrowLeft", true, "ms"), 300);
  assert.equal(moveGuess(5, "ArrowLeft", false, "ms"), 0);
  assert.equal(moveGuess(60_000, "ArrowRight", true, "ms"), 60_000);
  assert.equal(moveGuess(3, "ArrowUp", false, "count"), 4);
  assert.equal(moveGuess(400, "a", false, "ms"), null);
});

test("a guess is held against what was measured", () => {
  assert.deepEqual(outcome(400, 1_004.2), { guess: 400, measured: 1_004.2, difference: 604, near: false });
  assert.equal(outcome(1_000, 1_004).near, true);
  assert.equal(outcome(0, 0).near, true);
});

test("a guessed time stands on the time axis, a guessed lag on the lag's own, and no count on either", () => {
  assert.equal(lineOf({ unit: "ms" }, { kind: "totalMs" }), "time");
  assert.equal(lineOf({ unit: "ms" }, { kind: "metric", name: "healthMs" }), "time");
  assert.equal(lineOf({ unit: "ms" }, { kind: "maxLagMs" }), "lag");
  assert.equal(lineOf({ unit: "ms" }, { kind: "p99Ms" }), null);
  assert.equal(lineOf({ unit: "count" }, { kind: "peak" }), null);
});
