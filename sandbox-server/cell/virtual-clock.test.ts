import assert from "node:assert/strict";
import { test } from "node:test";
import { clock } from "./virtual-clock.ts";

test("time passes only when told to, and everyone wakes at the right moment", async () => {
  const time = clock();
  const seen: [string, number][] = [];
  time.at(900, () => seen.push(["at", time.now()]));
  void time.sleep(100).then(() => seen.push(["slept", time.now()]));
  assert.deepEqual([time.now(), seen], [0, []]);
  await time.advance(500);
  assert.deepEqual([time.now(), seen], [500, [["slept", 100]]]);
  await time.advance(500);
  assert.deepEqual([time.now(), seen.at(-1)], [1_000, ["at", 900]]);
});

test("who came first wakes first, and what wakes may sleep again within the same advance", async () => {
  const time = clock();
  const order: string[] = [];
  const work = async (name: string) => {
    await time.sleep(10);
    order.push(name);
    await time.sleep(10);
    order.push(`${name} again`);
  };
  void work("a");
  void work("b");
  await time.advance(20);
  assert.deepEqual(order, ["a", "b", "a again", "b again"]);
});

test("a day passes in no time", async () => {
  const time = clock();
  let hours = 0;
  const hourly = async () => {
    for (;;) {
      await time.sleep(3_600_000);
      hours++;
    }
  };
  void hourly();
  await time.advance(24 * 3_600_000);
  assert.equal(hours, 24);
});

test("time does not run backwards", async () => {
  const time = clock();
  await time.advance(10);
  assert.throws(() => time.at(5, () => {}), /clock\.at: expected a moment from 10 on, got 5/);
  assert.throws(() => void time.sleep(-1), /expected milliseconds from 0, got -1/);
  await assert.rejects(time.advance(-1), /expected milliseconds from 0, got -1/);
});
