import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventData } from "#protocol";
import { blockAt, inFlightAt, lagAt, moveMoment, nextBlock } from "./moment.ts";
import { emptyRecording, type Recording } from "./recording.ts";

const block = (startMs: number, durationMs: number, state: EventData<"block">["state"] = "closed") => ({
  id: startMs + 1,
  state,
  startMs,
  durationMs,
  file: "main.ts",
  line: 5,
  fn: null,
  stack: [],
});
const recording: Recording = {
  ...emptyRecording,
  nowMs: 700,
  lag: [
    { t: 10, lagMs: 1 },
    { t: 20, lagMs: 2 },
    { t: 210, lagMs: 0 },
  ],
  blocks: [block(30, 150), block(400, 60, "open")],
};

test("inside a block lag is how long it has lasted, elsewhere the last sample", () => {
  assert.equal(lagAt(recording, 130), 100);
  assert.equal(lagAt(recording, 25), 2);
  assert.equal(lagAt(recording, 300), 0);
  assert.equal(lagAt(recording, 650), 250, "an open block lasts up to now");
  assert.equal(lagAt(recording, 5), null);
});

test("a sample that had not seen the end of a block is not believed beyond it", () => {
  const late = { ...recording, lag: [{ t: 181, lagMs: 150 }], blocks: [block(30, 150)] };
  assert.equal(lagAt(late, 182), 2);
});

test("a moment between blocks is in none", () => {
  assert.equal(blockAt(recording, 200), null);
  assert.equal(blockAt(recording, 180)?.startMs, 30);
});

test("a span counts from its start until just before its end", () => {
  const span = { lane: 1, label: "", startMs: 10, endMs: 20, slices: [] };
  assert.deepEqual(
    [9, 10, 19, 20].map((ms) => inFlightAt([span], ms)),
    [0, 1, 1, 0],
  );
});

test("B goes from block to block and round again", () => {
  assert.equal(nextBlock(recording.blocks, 0)?.startMs, 30);
  assert.equal(nextBlock(recording.blocks, 30)?.startMs, 400);
  assert.equal(nextBlock(recording.blocks, 400)?.startMs, 30);
  assert.equal(nextBlock([], 0), null);
});

test("keys move by ten, with Shift by a hundred, and never off the axis", () => {
  const on = { endMs: 1_046, blocks: recording.blocks };
  const move = (key: string, ms: number, shift = false) => moveMoment({ key, shift }, ms, on);
  assert.equal(move("ArrowRight", 100), 110);
  assert.equal(move("ArrowLeft", 100, true), 0);
  assert.equal(move("End", 3), 1_046);
  assert.equal(move("Home", 3), 0);
  assert.equal(move("b", 100), 400);
  assert.equal(move("x", 100), null);
});
