import assert from "node:assert/strict";
import { test } from "node:test";
import type { measure } from "#protocol";
import { readingsAt } from "./readings-at.ts";
import { emptyRecording } from "./recording.ts";

const span = (lane: number, startMs: number, endMs: number): measure.Span => ({
  lane,
  label: `${lane}`,
  startMs,
  endMs,
  slices: [[startMs, endMs, "run"]],
});
const reading = (label: string, readings: ReturnType<typeof readingsAt>) =>
  readings.find((known) => known.label === label);

test("at a moment some are answered, some run, some wait", () => {
  const spans = [span(1, 0, 50), span(2, 50, 100), span(3, 100, 150)];
  const readings = readingsAt(70, emptyRecording, spans, [0, 0, 0]);
  assert.deepEqual([reading("answered", readings)?.value, reading("answered", readings)?.of], [1, 3]);
  assert.equal(reading("unanswered", readings)?.value, 2);
  assert.equal(reading("longestWait", readings)?.value, 70, "the third has waited until now");
});

test("under load only what was answered by then counts", () => {
  const requests = [10, 20, 300].map((t) => ({ t, intendedMs: 0, latencyMs: t, status: 200 }));
  const readings = readingsAt(25, { ...emptyRecording, requests }, [], []);
  assert.equal(reading("requests", readings)?.value, 2);
  assert.equal(reading("p99", readings)?.value, 20);
});

test("only blocks that had begun are counted", () => {
  const block = {
    id: 1,
    state: "closed" as const,
    startMs: 50,
    durationMs: 20,
    file: null,
    line: null,
    fn: null,
    stack: [],
  };
  const recording = { ...emptyRecording, blocks: [block] };
  assert.equal(reading("blocks", readingsAt(40, recording, [], []))?.value, 0);
  assert.equal(reading("blocks", readingsAt(60, recording, [], []))?.value, 1);
});
