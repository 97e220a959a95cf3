import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent } from "#protocol";
import { fold } from "./recording.ts";
import { advance, canReplay, endOf, playOrHold, scrub } from "./replay.ts";
import { createBenchStore, freshRun, type Run } from "./store.ts";

const request = { files: [{ path: "main.ts", code: "" }], entry: "main.ts" };
const events: RunEvent[] = [
  {
    type: "block",
    data: { id: 1, state: "closed", startMs: 100, durationMs: 200, file: "main.ts", line: 5, fn: "f", stack: [] },
  },
  { type: "stdout", data: { t: 1_000, text: "done\n" } },
];
const fresh = freshRun(request);
const run: Run = {
  ...fresh,
  state: { phase: "ended", reason: "finished", wallMs: 1_000, isolation: null },
  recording: fold(fresh.recording, events),
};

function bench(first: Run = run) {
  const variant = { id: "mine", label: { ko: "", en: "" }, role: "mine" as const, ...request };
  const store = createBenchStore({ locale: "en", node: "26.10", mode: "play", lessonKey: "p@1", variants: [variant] });
  store.setState({ runs: { mine: first } });
  return store;
}

test("playing begins at zero, holds, and goes on from where it was held", () => {
  const store = bench();
  playOrHold(store);
  assert.deepEqual([store.getState().replay, store.getState().cursorMs], ["playing", 0]);
  advance(store, 250);
  playOrHold(store);
  assert.deepEqual([store.getState().replay, store.getState().cursorMs], ["held", 250]);
  playOrHold(store);
  assert.deepEqual([store.getState().replay, store.getState().cursorMs], ["playing", 250]);
});

test("speed is how many times as fast as it was", () => {
  const store = bench();
  store.setState({ speed: 0.25 });
  playOrHold(store);
  advance(store, 400);
  assert.equal(store.getState().cursorMs, 100);
  store.setState({ speed: 4 });
  advance(store, 50);
  assert.equal(store.getState().cursorMs, 300);
});

test("at its end the whole run stands there again", () => {
  const store = bench();
  playOrHold(store);
  advance(store, 2_000);
  assert.deepEqual([store.getState().replay, store.getState().cursorMs], ["off", null]);
});

test("a hand on the scrubber holds the replay; without one it only moves the moment", () => {
  const store = bench();
  playOrHold(store);
  scrub(store, 600);
  assert.deepEqual([store.getState().replay, store.getState().cursorMs], ["held", 600]);
  const still = bench();
  scrub(still, 600);
  assert.equal(still.getState().replay, "off");
});

test("the blocking line of the moment is pointed at, and the same line stays the same object", () => {
  const store = bench();
  scrub(store, 150);
  const { pointed } = store.getState();
  assert.deepEqual(pointed, { file: "main.ts", line: 5 });
  scrub(store, 160);
  assert.equal(store.getState().pointed, pointed);
  scrub(store, 400);
  assert.equal(store.getState().pointed, null);
});

test("a run that goes on, or none, cannot be replayed", () => {
  const going = bench({ ...run, state: { phase: "starting" } });
  playOrHold(going);
  assert.equal(going.getState().replay, "off");
  assert.equal(canReplay({ shown: ["mine"], runs: {} }), false);
  assert.equal(endOf({ shown: ["mine"], runs: { mine: run } }), 1_000);
});
