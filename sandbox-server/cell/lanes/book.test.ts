import assert from "node:assert/strict";
import { test } from "node:test";
import type { Slice } from "#protocol";
import { LaneBook } from "./book.ts";

const at = { file: "main.ts", line: 3 };
function newBook() {
  let id = 0;
  return new LaneBook(() => ++id);
}

test("a lane is running while the loop runs for it and waiting else, without a gap", () => {
  const book = newBook();
  const lane = book.open("a", 0, at);
  book.enter(lane, 0, 0);
  book.enter(lane, 30, 20);
  book.enter(null, 35, 20);
  book.close(lane, 50);
  assert.deepEqual(book.take(60), [
    {
      lane: 1,
      label: "a",
      ...at,
      slices: [
        [0, 10, "run"],
        [10, 30, "wait"],
        [30, 35, "run"],
        [35, 50, "wait"],
      ],
    },
  ]);
  assert.deepEqual(book.take(70), []);
});

test("a lane that is followed by idling and then another ran until the idling", () => {
  const book = newBook();
  const [a, b] = [book.open("a", 0, null), book.open("b", 0, null)];
  book.enter(a, 0, 0);
  book.enter(b, 30, 20);
  book.enter(null, 40, 20);
  assert.deepEqual(
    book.take(40, true).map(({ slices }) => slices),
    [
      [
        [0, 10, "run"],
        [10, 40, "wait"],
      ],
      [
        [0, 30, "wait"],
        [30, 40, "run"],
      ],
    ],
  );
});

test("a thousand awaits in one lane are one slice", () => {
  const book = newBook();
  const lane = book.open("a", 0, null);
  for (let n = 0; n < 1_000; n++) book.enter(lane, n / 100, n / 1e6);
  book.close(lane, 10);
  assert.deepEqual(book.take(10)[0]?.slices, [[0, 10, "run"]]);
});

test("lanes that take turns wait for each other", () => {
  const book = newBook();
  const [a, b] = [book.open("a", 0, null), book.open("b", 0, null)];
  book.enter(a, 0, 0);
  book.enter(b, 5, 0);
  book.enter(null, 9, 0);
  book.close(a, 9);
  book.close(b, 9);
  assert.deepEqual(
    book.take(9).map(({ slices }) => slices),
    [
      [
        [0, 5, "run"],
        [5, 9, "wait"],
      ],
      [
        [0, 5, "wait"],
        [5, 9, "run"],
      ],
    ],
  );
});

test("a label that is still open gets a second row, one that has ended goes on in its own, apart from what was", () => {
  const book = newBook();
  const first = book.open("worker", 0, null);
  const second = book.open("worker", 1, null);
  book.close(second, 5);
  book.close(first, 6);
  const third = book.open("worker", 6, null);
  book.close(third, 9);
  const told = book.take(10);
  assert.deepEqual(
    told.map(({ lane, slices }) => [lane, slices.length]),
    [
      [1, 2],
      [2, 1],
    ],
  );
  const [before, after] = told[0]?.slices ?? [];
  assert.ok((after?.[0] ?? 0) - (before?.[1] ?? 0) > 0.05, "not to be taken for one span");
});

test("what goes on is told meanwhile, in pieces that touch", () => {
  const book = newBook();
  const lane = book.open("long", 0, null);
  book.enter(lane, 0, 0);
  book.enter(null, 1, 0);
  const slices: Slice[] = [];
  for (let t = 100; t <= 10_000; t += 100) slices.push(...book.take(t).flatMap((event) => event.slices));
  book.close(lane, 10_000);
  slices.push(...book.take(10_000).flatMap((event) => event.slices));
  assert.ok(slices.length > 5 && slices.length < 40, `${slices.length} pieces`);
  assert.equal(slices[0]?.[0], 0);
  assert.equal(slices.at(-1)?.[1], 10_000);
  assert.deepEqual(
    slices.slice(1).map(([from]) => from),
    slices.slice(0, -1).map(([, to]) => to),
  );
});

test("a span that took no time is told all the same", () => {
  const book = newBook();
  book.close(book.open("now", 5, null), 5);
  assert.deepEqual(book.take(6)[0]?.slices, [[5, 5.001, "run"]]);
});

test("whatever a program does, its lanes cost a bounded number of events and slices", () => {
  const book = newBook();
  let events = 0;
  let slices = 0;
  for (let second = 0; second < 60; second++) {
    for (let n = 0; n < 2_000; n++) {
      const t = second * 1_000 + n / 2;
      const lane = book.open(`job ${n % 300}`, t, null);
      book.enter(lane, t, 0);
      book.enter(null, t + 0.2, 0);
      book.close(lane, t + 0.4);
    }
    for (let tenth = 1; tenth <= 10; tenth++) {
      const told = book.take(second * 1_000 + tenth * 100);
      events += told.length;
      for (const event of told) slices += event.slices.length;
      for (const event of told) assert.ok(event.slices.length <= 2_000);
    }
  }
  assert.ok(events <= 9_000, `${events} events`);
  assert.ok(slices <= 62_000, `${slices} slices`);
});

test("every span of twenty thousand requests is told, from its start to its end", () => {
  const book = newBook();
  const told: Slice[] = [];
  for (let n = 1; n <= 20_000; n++) {
    const t = n / 2;
    const lane = book.open("GET /", t, null);
    book.enter(lane, t, 0);
    book.enter(null, t + 0.1, 0);
    book.close(lane, t + 0.4);
    if (n % 200 === 0) told.push(...book.take(t + 0.45).flatMap(({ slices }) => slices));
  }
  const starts = told.filter(([from], index) => from - (told[index - 1]?.[1] ?? 0) > 0.05);
  const ends = told.filter(([, to], index) => (told[index + 1]?.[0] ?? Number.POSITIVE_INFINITY) - to > 0.05);
  assert.deepEqual([starts.length, ends.length], [20_000, 20_000]);
  assert.deepEqual([starts.at(-1)?.[0], ends.at(-1)?.[1]], [10_000, 10_000.4]);
});
