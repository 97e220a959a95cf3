import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventData, measure, Slice } from "#protocol";
import { cutByBlocks, type LaneDrawing, lanePaths } from "./lane-paths.ts";

const block = (startMs: number, durationMs: number, state: "open" | "closed" = "closed"): EventData<"block"> => ({
  id: startMs + 1,
  state,
  startMs,
  durationMs,
  file: "main.ts",
  line: 5,
  fn: null,
  stack: [],
});
const span = (...slices: Slice[]): measure.Span => ({
  lane: 1,
  label: "a",
  startMs: slices[0]?.[0] ?? 0,
  endMs: slices.at(-1)?.[1] ?? 0,
  slices,
});
/** One pixel a millisecond, rows of ten. */
const drawing: LaneDrawing = {
  scale: { endMs: 1_000, width: 1_000 },
  pitch: 10,
  blocks: [],
  nowMs: 1_000,
  brokenAtMs: null,
};
const draw = (piece: measure.Span | null, changes: Partial<LaneDrawing> = {}, arrivedMs = piece?.startMs ?? 0) =>
  lanePaths({ rows: 1, placed: [{ row: 0, arrivedMs, span: piece }] }, { ...drawing, ...changes });

test("running is split where a block begins and ends", () => {
  assert.deepEqual(cutByBlocks(0, 100, [block(20, 30), block(60, 20)]), [
    { from: 0, to: 20, blocked: false },
    { from: 20, to: 50, blocked: true },
    { from: 50, to: 60, blocked: false },
    { from: 60, to: 80, blocked: true },
    { from: 80, to: 100, blocked: false },
  ]);
});

test("an open block covers everything after it", () => {
  assert.deepEqual(cutByBlocks(10, 40, [block(0, 5, "open")]), [{ from: 10, to: 40, blocked: true }]);
});

test("blocks before and after a stretch leave it alone, however many there are", () => {
  const many = Array.from({ length: 1_000 }, (_, index) => block(index * 100, 10));
  assert.deepEqual(cutByBlocks(50_020, 50_090, many), [{ from: 50_020, to: 50_090, blocked: false }]);
});

test("each kind goes into its own path", () => {
  const paths = draw(span([0, 10, "run"], [10, 50, "wait"], [50, 80, "worker"], [80, 99, "pool"]), {}, 0);
  assert.equal(paths.run, "M0 2.6h10v4.8h-10z");
  assert.equal(paths.wait, "M10 5H50");
  assert.equal(paths.worker, "M50 0.8h30v8.4h-30z");
  assert.equal(paths.pool, "M80 0.8h19v8.4h-19z");
  assert.equal(paths.answered, "M99 0.8v8.4");
  assert.equal(paths.blocked + paths.queued + paths.failed, "");
});

test("running inside a block is a full-height bar, not a low one", () => {
  const paths = draw(span([0, 50, "run"]), { blocks: [block(0, 60)] });
  assert.equal(paths.run, "");
  assert.equal(paths.blocked, "M0 0.8h50v8.4h-50z");
});

test("work that waits to start is dotted from its arrival up to now", () => {
  assert.equal(draw(null, { nowMs: 640 }, 2).queued, "M2 5H640");
  assert.equal(draw(span([100, 150, "run"]), {}, 2).queued, "M2 5H100");
});

test("what a broken run tore apart is crossed, what had ended before is not", () => {
  const torn = draw(span([0, 500, "run"]), { brokenAtMs: 500 });
  assert.match(torn.failed, /^M496 1l8 8/);
  assert.equal(torn.answered, "");
  const done = draw(span([0, 100, "run"]), { brokenAtMs: 500 });
  assert.equal(done.failed, "");
  assert.notEqual(done.answered, "");
});

test("a slice too short to see is still drawn", () => {
  assert.equal(draw(span([3, 3.01, "run"])).run, "M3 2.6h0.8v4.8h-0.8z");
});
