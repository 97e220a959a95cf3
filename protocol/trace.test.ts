import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent } from "./events.ts";
import { blocksOf, emptyTrace, endTrace, eventsOf, type Trace } from "./trace.ts";

const block = (id: number, state: "open" | "closed" | "cut", startMs: number, durationMs: number): RunEvent => ({
  type: "block",
  data: { id, state, startMs, durationMs, file: "a.ts", line: 1, fn: "f", stack: [] },
});
const trace = (...events: RunEvent[]): Trace => ({ ...emptyTrace(), events });

test("a block is told in its latest state, in the order blocks opened", () => {
  const all = blocksOf(trace(block(1, "open", 0, 50), block(2, "closed", 90, 15), block(1, "closed", 0, 80)));
  assert.deepEqual(
    all.map(({ id, state, durationMs }) => [id, state, durationMs]),
    [
      [1, "closed", 80],
      [2, "closed", 15],
    ],
  );
});

test("a trace that was stopped gets its end: open blocks cut, the highest lag, one exit", () => {
  const lag: RunEvent = { type: "lag", data: [{ t: 5, lagMs: 40 }] };
  const stopped = endTrace(trace(lag, block(1, "closed", 0, 30), block(2, "open", 100, 60)), "cancelled", 400);
  assert.deepEqual(
    blocksOf(stopped).map(({ state, durationMs }) => [state, durationMs]),
    [
      ["closed", 30],
      ["cut", 300],
    ],
  );
  const [exit] = eventsOf(stopped, "exit");
  assert.deepEqual([exit?.reason, exit?.code, exit?.wallMs, exit?.maxLagMs], ["cancelled", null, 400, 300]);
  assert.equal(stopped.events.at(-1)?.type, "exit");
});

test("a trace that has its end keeps it", () => {
  const ended = endTrace(trace(), "cancelled", 1);
  assert.equal(endTrace(ended, "timeout", 2), ended);
  assert.equal(eventsOf(ended, "exit")[0]?.maxLagMs, null);
});

test("a stopped run whose longest block had closed still has its highest lag", () => {
  assert.equal(eventsOf(endTrace(trace(block(1, "closed", 0, 500)), "cancelled", 900), "exit")[0]?.maxLagMs, 500);
});
