import assert from "node:assert/strict";
import { test } from "node:test";
import { readKnob, stepKnob, turnKnob } from "./knobs.ts";

test("a knob reads its literal from the code", () => {
  assert.equal(readKnob("lab.fire(/* knob:n */ 20, work)", "n"), 20);
  assert.equal(readKnob("const ms = /* knob:wait */ 1_000;", "wait"), 1_000);
});

test("turning a knob changes its literal wherever it stands, and nothing else", () => {
  const code = "f(/* knob:n */ 1, /* knob:nn */ 2, 1); g(/* knob:n */ 1)";
  assert.equal(turnKnob(code, "n", 7), "f(/* knob:n */ 7, /* knob:nn */ 2, 1); g(/* knob:n */ 7)");
});

test("where the mark is gone the knob says so and changes nothing", () => {
  assert.equal(readKnob("lab.fire(20, work)", "n"), null);
  assert.equal(turnKnob("lab.fire(20, work)", "n", 7), "lab.fire(20, work)");
});

test("a step goes to the next value, also from a number that is none of them", () => {
  const knob = { values: [100, 5, 20] };
  assert.equal(stepKnob(knob, 20, 1), 100);
  assert.equal(stepKnob(knob, 20, -1), 5);
  assert.equal(stepKnob(knob, 33, -1), 20);
  assert.equal(stepKnob(knob, 100, 1), null);
});
