import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventData } from "#protocol";
import { lagPoints, lttb, minMaxBuckets, type Point, rowsOf } from "./series.ts";

const block = (startMs: number, durationMs: number, state: "open" | "closed" | "cut"): EventData<"block"> => ({
  id: startMs + 1,
  state,
  startMs,
  durationMs,
  file: "main.ts",
  line: 5,
  fn: null,
  stack: [],
});
const calm = (t: number, v: number): Point => ({ t, v, alarm: false });

test("a block between two samples is drawn as high as it was measured", () => {
  const points = lagPoints(
    [
      { t: 10, lagMs: 0 },
      { t: 60, lagMs: 1 },
    ],
    [block(20, 30, "closed")],
  );
  assert.deepEqual(points, [calm(10, 0), calm(20, 0), { t: 50, v: 30, alarm: true }, calm(50, 0), calm(60, 1)]);
});

test("a sample that had not seen the end of a block yet does not draw it on", () => {
  const points = lagPoints(
    [
      { t: 1_083, lagMs: 1_076 },
      { t: 1_095, lagMs: 1 },
    ],
    [block(5, 1_070, "closed")],
  );
  assert.deepEqual(points.at(-1), calm(1_095, 1));
  assert.equal(points.length, 4);
});

test("an open block climbs with its samples and promises nothing beyond them", () => {
  const samples = [5, 110, 210].map((t) => ({ t, lagMs: Math.max(0, t - 10) }));
  const points = lagPoints(samples, [block(10, 60, "open")]);
  assert.deepEqual(
    points.map(({ t, v }) => [t, v]),
    [
      [5, 0],
      [10, 0],
      [110, 100],
      [210, 200],
    ],
  );
});

test("lag above 50 ms alarms even where no block was seen", () => {
  assert.deepEqual(
    lagPoints([{ t: 1, lagMs: 49 }], [])
      .concat(lagPoints([{ t: 1, lagMs: 50 }], []))
      .map((point) => point.alarm),
    [false, true],
  );
});

test("buckets keep the highest peak, however short, and the order of time", () => {
  const points = Array.from({ length: 6_000 }, (_, index) => calm(index * 10, index === 3_217 ? 900 : index % 3));
  const few = minMaxBuckets(points, 60_000, 100);
  assert.ok(few.length <= 200);
  assert.equal(Math.max(...few.map((point) => point.v)), 900);
  assert.ok(few.every((point, index) => index === 0 || point.t >= (few[index - 1]?.t ?? 0)));
});

test("downsampling keeps both ends, the peak and the wanted number of points", () => {
  const points = Array.from({ length: 5_000 }, (_, index) => calm(index, index === 2_500 ? 700 : 1));
  const few = lttb(points, 300);
  assert.equal(few.length, 300);
  assert.equal(few[0], points[0]);
  assert.equal(few.at(-1), points.at(-1));
  assert.ok(few.some((point) => point.v === 700));
});

test("few points are left as they are", () => {
  const points = [calm(0, 1), calm(1, 2)];
  assert.deepEqual(minMaxBuckets(points, 10, 100), points);
  assert.deepEqual(lttb(points, 300), points);
  assert.deepEqual(lttb([], 300), []);
});

test("where the colour turns, the two lines share the calm point", () => {
  const rows = rowsOf([calm(0, 1), { t: 1, v: 80, alarm: true }, { t: 2, v: 90, alarm: true }, calm(3, 0)]);
  assert.deepEqual(rows, [
    { t: 0, calm: 1, alarm: 1 },
    { t: 1, calm: null, alarm: 80 },
    { t: 2, calm: null, alarm: 90 },
    { t: 3, calm: 0, alarm: 0 },
  ]);
});

test("a beat seen just before its block is known to be over does not tear the curve", () => {
  const points = lagPoints(
    [
      { t: 1_080, lagMs: 1_075 },
      { t: 1_092, lagMs: 1 },
    ],
    [block(5, 1_089, "closed")],
  );
  assert.deepEqual(
    points.map(({ v }) => v),
    [0, 1_075, 1_089, 0],
  );
});
