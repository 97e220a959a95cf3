import assert from "node:assert/strict";
import { test } from "node:test";
import { createTeller, type Sample } from "./teller.ts";

/** Spends what may be told at once, so that the pace begins. */
function pacedTeller() {
  let nowMs = 0;
  const sent: Sample[] = [];
  const teller = createTeller(
    () => nowMs,
    (sample) => sent.push(sample),
  );
  for (let i = 0; i <= 2_000; i++) teller.tell("spent", i);
  const values = () => sent.flatMap(({ name, value }) => (name === "gauge" ? [value] : []));
  return { teller, sent, values, pass: (ms: number) => (nowMs += ms) };
}

test("the first thousands are told one by one", () => {
  assert.equal(pacedTeller().sent.length, 2_001);
});

test("after that a name is told at most every 20 ms, with the highest value between and the last", () => {
  const { teller, values, pass } = pacedTeller();
  pass(1_000);
  for (const value of [1, 5, 9, 2]) teller.tell("gauge", value);
  assert.deepEqual(values(), [1]);
  pass(20);
  teller.tell("gauge", 3);
  assert.deepEqual(values(), [1, 9, 3]);
});

test("what is held back is told at the end, and nothing twice", () => {
  const { teller, values } = pacedTeller();
  for (const value of [1, 2, 3]) teller.tell("gauge", value);
  teller.flush();
  teller.flush();
  teller.tellLast("gauge", 3);
  assert.deepEqual(values(), [1, 3]);
  teller.tellLast("gauge", 4);
  assert.deepEqual(values(), [1, 3, 4]);
});
