import assert from "node:assert/strict";
import { test } from "node:test";
import type { SavedTrace } from "#protocol/read-trace";
import { openRecorded, openShared, runOf } from "./foreign.ts";
import { codeOf, createBenchStore, edit, openVariant } from "./store.ts";

const request = { files: [{ path: "main.ts", code: "theirs" }], entry: "main.ts", limits: { wallMs: 5_000 } };
const trace: SavedTrace = {
  version: 1,
  request,
  events: [
    {
      type: "started",
      data: { runId: "r", node: "26.10.0", isolation: "bubblewrap", epochMs: 0 },
    },
    { type: "stdout", data: { t: 400, text: "hello\n" } },
  ],
};
const own = { id: "play", label: { ko: "", en: "" }, role: "mine" as const, files: [{ path: "main.ts", code: "" }] };
const bench = () =>
  createBenchStore({
    locale: "en",
    node: "26.10",
    mode: "play",
    lessonKey: "play@1",
    variants: [{ ...own, entry: "main.ts" }],
  });

test("code from a link opens beside the reader's own", () => {
  const store = bench();
  edit(store, "mine");
  openShared(store, request);
  assert.equal(codeOf(store.getState()), "theirs");
  openVariant(store, "play");
  assert.equal(codeOf(store.getState()), "mine");
});

test("a recorded run opens with its code, on the axis, without having been run", () => {
  const store = bench();
  openRecorded(store, trace);
  const { open, shown, runs, asked } = store.getState();
  assert.deepEqual([open, shown, asked], ["recorded", ["recorded"], 1]);
  assert.equal(codeOf(store.getState()), "theirs");
  assert.equal(runs.recorded?.recording.console.lines[0]?.text, "hello");
});

test("a second one takes its place, and the first is still there to compare", () => {
  const store = bench();
  openRecorded(store, trace);
  openRecorded(store, trace);
  assert.deepEqual(Object.keys(store.getState().runs).sort(), ["recorded", "recorded~1"]);
  assert.equal(store.getState().variants.length, 2);
});

test("a recording without its end is one that was stopped where it was last heard of", () => {
  const { state, recording, wallMs } = runOf(trace);
  assert.deepEqual([state.phase, state.phase === "ended" && state.reason], ["ended", "cancelled"]);
  assert.equal(recording.exit?.wallMs, 400);
  assert.equal(wallMs, 5_000);
});
