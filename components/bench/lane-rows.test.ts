import assert from "node:assert/strict";
import { test } from "node:test";
import type { measure, RunEvent } from "#protocol";
import { announced, laneRows } from "./lane-rows.ts";

const span = (lane: number, startMs: number, endMs: number): measure.Span => ({
  lane,
  label: `request ${lane}`,
  startMs,
  endMs,
  slices: [[startMs, endMs, "run"]],
});
const arrived = (t: number, value: number): RunEvent => ({ type: "metric", data: { t, name: "arrived", value } });

test("twenty handed out at once have twenty rows before the first of them ends", () => {
  const arrivals = announced([arrived(1, 20)]);
  const { rows, placed } = laneRows([span(1, 1, 50)], arrivals);
  assert.equal(rows, 20);
  assert.equal(placed.filter((piece) => piece.span === null).length, 19);
  assert.ok(placed.every((piece) => piece.arrivedMs === 1));
});

test("work stays in its row when it starts", () => {
  const arrivals = announced([arrived(1, 3)]);
  const before = laneRows([span(1, 1, 50)], arrivals).placed;
  const after = laneRows([span(1, 1, 50), span(2, 50, 100)], arrivals).placed;
  assert.deepEqual(
    after.map((piece) => piece.row),
    before.map((piece) => piece.row),
  );
  assert.equal(after[1]?.span?.lane, 2);
});

test("a lane that comes back keeps its row", () => {
  const { rows, placed } = laneRows([span(1, 0, 10), span(2, 5, 20), span(1, 30, 40)], []);
  assert.equal(rows, 2);
  assert.deepEqual(
    placed.map((piece) => piece.row),
    [0, 1, 0],
  );
});

test("many lanes share rows, and never two at a time in one", () => {
  const spans = Array.from({ length: 500 }, (_, index) => span(index, index * 10, index * 10 + 95));
  const { rows, placed } = laneRows(spans, []);
  assert.equal(rows, 10);
  for (let row = 0; row < rows; row++) {
    const inRow = placed.filter((piece) => piece.row === row);
    assert.ok(inRow.every((piece, at) => at === 0 || (inRow[at - 1]?.span?.endMs ?? 0) <= piece.arrivedMs));
  }
});

test("nobody arrives after they started", () => {
  assert.equal(laneRows([span(1, 5, 9)], [7]).placed[0]?.arrivedMs, 5);
});

test("a worker's lane takes no arrival from the work that was announced", () => {
  const worker: measure.Span = { ...span(9, 1, 80), slices: [[1, 80, "worker"]] };
  const { placed } = laneRows([worker, span(1, 40, 60), span(2, 60, 80)], [5, 6, 7]);
  assert.deepEqual(
    placed.map(({ span, arrivedMs }) => [span?.lane, arrivedMs]),
    [
      [9, 1],
      [1, 5],
      [2, 6],
      [undefined, 7],
    ],
  );
});

test("other counters announce nothing", () => {
  assert.deepEqual(announced([{ type: "metric", data: { t: 1, name: "arrivals", value: 3 } }, arrived(2, 1)]), [2]);
});
