import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventData, RunEvent } from "#protocol";
import { conclude, record } from "./start-run.ts";
import { freshRun, type Run } from "./store.ts";

const started: RunEvent = {
  type: "started",
  data: { runId: "r", node: "26.10.0", isolation: "bubblewrap", epochMs: 0 },
};
const block = (state: EventData<"block">["state"], durationMs: number): RunEvent => ({
  type: "block",
  data: { id: 1, state, startMs: 10, durationMs, file: "main.ts", line: 5, fn: "handler", stack: [] },
});
const lag = (t: number, lagMs: number): RunEvent => ({ type: "lag", data: [{ t, lagMs }] });
const exit: RunEvent = {
  type: "exit",
  data: {
    reason: "finished",
    code: 0,
    signal: null,
    wallMs: 120,
    cpuMs: 1,
    peakRssMb: 1,
    maxLagMs: 100,
    droppedOutputBytes: 0,
  },
};
const fresh = () => freshRun({ files: [{ path: "main.ts", code: "" }], entry: "main.ts" });
const ran = (...events: RunEvent[]): Run => record(fresh(), events);

test("a run that is stopped inside a block ends itself: cancelled, the block cut where it was last measured", () => {
  const stopped = conclude(ran(started, block("open", 60), lag(640, 630)), { end: "stopped" });
  assert.equal(stopped.state.phase === "ended" && stopped.state.reason, "cancelled");
  const [cut] = stopped.recording.blocks;
  assert.deepEqual([cut?.state, cut?.durationMs], ["cut", 630]);
  assert.equal(stopped.recording.exit?.reason, "cancelled");
  assert.equal(stopped.trace.events.at(-1)?.type, "exit");
  assert.equal(stopped.lines[0]?.totalMs, 630);
});

test("a stream that closes after its exit changes nothing more", () => {
  const over = ran(started, block("closed", 100), exit);
  const closed = conclude(over, { end: "closed" });
  assert.equal(closed.state.phase === "ended" && closed.state.reason, "finished");
  assert.equal(closed, over, "so nothing is drawn again");
});

test("a stream that breaks keeps what was recorded and says it was lost", () => {
  for (const end of [{ end: "closed" }, { end: "broken", reached: true }] as const) {
    const lost = conclude(ran(started, block("open", 60), lag(200, 190)), end);
    assert.deepEqual(lost.state, { phase: "lost", reached: true });
    assert.equal(lost.recording.lag.length, 1);
    assert.equal(lost.recording.blocks[0]?.state, "cut");
  }
});

test("a refused run has no trace to end", () => {
  const refused = conclude(fresh(), { end: "refused", refusal: { code: "busy", message: "" }, retryAfter: 4 });
  assert.equal(refused.state.phase, "refused");
  assert.deepEqual(refused.trace.events, []);
});

test("stopping before the start leaves an ended run of no length", () => {
  const stopped = conclude(fresh(), { end: "stopped" });
  assert.deepEqual(stopped.state, { phase: "ended", reason: "cancelled", wallMs: 0, isolation: null });
});

test("lines are gathered again only when a block came", () => {
  const before = ran(started, block("closed", 100));
  assert.equal(record(before, [lag(130, 0)]).lines, before.lines);
  assert.notEqual(record(before, [block("closed", 110)]).lines, before.lines);
});
