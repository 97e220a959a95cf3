import assert from "node:assert/strict";
import { test } from "node:test";
import type { Claim, Expectation } from "../../lessons/types.ts";
import { judge, marginOf } from "./judge.ts";

const says = { ko: "", en: "" };
const claim = (expect: Expectation): Claim => ({ id: "c", variant: "v", measure: { kind: "totalMs" }, expect, says });

test("a value that is too small is false however noisy the machine: noise only adds", () => {
  assert.equal(judge(claim({ about: 1_000 }), 949, 500), "false");
  assert.equal(judge(claim({ atLeast: 900 }), 899, 500), "false");
});

test("about allows five per cent below and 40 % and 60 ms above", () => {
  assert.equal(judge(claim({ about: 1_000 }), 950, 0), "held");
  assert.equal(judge(claim({ about: 1_000 }), 1_460, 0), "held");
  assert.equal(judge(claim({ about: 1_000 }), 1_461, 0), "too-large");
});

test("a value over its limit by no more than the machine adds is noise, and more than that is not", () => {
  assert.equal(judge(claim({ below: 50 }), 80, 12), "too-noisy");
  assert.equal(judge(claim({ below: 50 }), 80, 3), "too-large");
  assert.equal(judge(claim({ below: 50 }), 400, 12), "too-large");
  assert.equal(judge(claim({ below: 50 }), 50, 0), "too-large");
});

test("a count is exact, and no noise excuses it", () => {
  assert.equal(judge(claim({ is: 20 }), 20, 0), "held");
  assert.equal(judge(claim({ is: 20 }), 19, 900), "false");
  assert.equal(judge(claim({ is: 20 }), 21, 900), "false");
});

test("an order holds only as a whole", () => {
  const order: Claim = { id: "o", variant: "v", notes: "said", order: ["a", "b"], says };
  assert.equal(judge(order, ["a", "b"], 0), "held");
  assert.equal(judge(order, ["b", "a"], 0), "false");
  assert.equal(judge(order, ["a", "b", "c"], 0), "false");
});

test("nothing measured is false", () => {
  assert.equal(judge(claim({ below: 50 }), null, 100), "false");
});

test("the margin is the distance to the nearer end of the range", () => {
  assert.equal(marginOf(claim({ about: 1_000 }), 1_000), 50);
  assert.equal(marginOf(claim({ below: 50 }), 2), 48);
  assert.equal(marginOf(claim({ atLeast: 900 }), 996), 96);
  assert.equal(marginOf(claim({ is: 20 }), 20), null);
});
