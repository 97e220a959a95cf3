import assert from "node:assert/strict";
import { test } from "node:test";
import { begun, choose, isOverlaid, keptRuns, overlay, previousOf, recordedKeys, titleOf } from "./past.ts";
import { emptyRecording } from "./recording.ts";
import { createBenchStore, freshRun, type Run } from "./store.ts";
import { wordsOf } from "./words/index.ts";

const request = { files: [{ path: "main.ts", code: "" }], entry: "main.ts" };
const label = { ko: "내 코드", en: "Mine" };
const variant = { id: "mine", label, role: "mine" as const, ...request };
const ran = (number: number): Run => ({
  ...freshRun(request, number),
  recording: { ...emptyRecording, nowMs: 100 },
});
const store = () =>
  createBenchStore({ locale: "en", node: "26.10", mode: "play", lessonKey: "play@1", variants: [variant] });

test("a run that was recorded is kept when the next begins; one that never began is not", () => {
  const after = begun({ mine: ran(1) }, [["mine", ran(2)]]);
  assert.deepEqual(Object.keys(after).sort(), ["mine", "mine~1"]);
  const refused = begun({ mine: freshRun(request, 1) }, [["mine", ran(2)]]);
  assert.deepEqual(Object.keys(refused), ["mine"]);
});

test("only the last few are kept", () => {
  let runs: Record<string, Run> = {};
  for (let number = 1; number <= keptRuns + 5; number++) runs = begun(runs, [["mine", ran(number)]]);
  assert.deepEqual(
    recordedKeys(runs).map((key) => runs[key]?.number),
    [11, 10, 9, 8, 7, 6, 5],
  );
  assert.equal(previousOf(runs, "mine"), "mine~10");
});

test("the previous run is laid on the same axis, and taken away again", () => {
  const bench = store();
  overlay(bench);
  assert.deepEqual(bench.getState().shown, ["mine"], "there is none yet");
  bench.setState({ runs: begun({ mine: ran(1) }, [["mine", ran(2)]]) });
  overlay(bench);
  assert.deepEqual(bench.getState().shown, ["mine~1", "mine"]);
  assert.equal(isOverlaid(bench.getState()), true);
  overlay(bench);
  assert.deepEqual(bench.getState().shown, ["mine"]);
});

test("any two can be chosen, the earlier above; never none", () => {
  const bench = store();
  let runs: Record<string, Run> = {};
  for (const number of [1, 2, 3]) runs = begun(runs, [["mine", ran(number)]]);
  bench.setState({ runs });
  choose(bench, "mine~1");
  assert.deepEqual(bench.getState().shown, ["mine~1", "mine"]);
  choose(bench, "mine~2");
  assert.deepEqual(bench.getState().shown, ["mine~2", "mine"]);
  choose(bench, "mine");
  choose(bench, "mine~2");
  assert.deepEqual(bench.getState().shown, ["mine~2"], "something stays on the axis");
});

test("runs of one variant are told apart by number", () => {
  const bench = store();
  bench.setState({ runs: begun({ mine: ran(1) }, [["mine", ran(2)]]) });
  const title = (key: string) => titleOf(bench.getState(), key, "en", wordsOf("en"));
  assert.equal(title("mine"), "Mine");
  overlay(bench);
  assert.deepEqual(bench.getState().shown.map(title), ["Mine · run 1", "Mine · run 2"]);
});
