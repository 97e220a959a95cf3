import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent, Trace } from "#protocol";
import { firstBlock, lagBetween, noteOf, serverLagMs, timing, unfinished } from "./judging.ts";

const traceOf = (...events: RunEvent[]): Trace => ({ version: 1, events });
const block = (id: number, startMs: number, durationMs: number, state: "open" | "closed" = "closed"): RunEvent => ({
  type: "block",
  data: { id, state, startMs, durationMs, file: "handler.ts", line: id, fn: null, stack: [] },
});

test("only the stretch that is judged is judged", () => {
  const trace = traceOf(
    {
      type: "lag",
      data: [
        { t: 5, lagMs: 90 },
        { t: 105, lagMs: 1 },
      ],
    },
    block(1, 0, 90),
    block(2, 110, 30),
  );
  assert.deepEqual(
    lagBetween(trace, 100).events.map(({ data }) => (Array.isArray(data) ? data.length : "block")),
    [1, "block"],
  );
});

test("the first long block is told in its last state", () => {
  const trace = traceOf(block(2, 200, 300), block(1, 100, 55, "open"), block(1, 100, 80), block(3, 10, 20));
  assert.deepEqual([firstBlock(trace, 40)?.line, firstBlock(trace, 40)?.durationMs], [1, 80]);
  assert.equal(firstBlock(trace, 500), null);
});

test("a block whose line is known goes before an earlier one that nobody's line held", () => {
  const nobodys = block(1, 100, 80);
  if (nobodys.type === "block") Object.assign(nobodys.data, { file: null, line: null });
  assert.equal(firstBlock(traceOf(nobodys, block(2, 200, 300)), 40)?.line, 2);
  assert.equal(firstBlock(traceOf(nobodys), 40)?.startMs, 100);
});

test("a value within its limit is met on any machine", () => {
  assert.equal(timing(40, 40, 0), "met");
  assert.equal(timing(40, 40, 300), "met");
});

test("noise excuses as much as was seen of it three times over, and a calm machine excuses nothing", () => {
  assert.equal(timing(70, 40, 10), "too-noisy");
  assert.equal(timing(71, 40, 10), "not-met");
  assert.equal(timing(41, 40, 4), "not-met");
});

test("the server's own lag counts, a counter of another name does not", () => {
  const metric = (name: string, value: number): RunEvent => ({ type: "metric", data: { t: 1, name, value } });
  assert.equal(serverLagMs(traceOf(metric("serverLagMs", 12), metric("arrived", 30), metric("serverLagMs", 3))), 12);
  assert.equal(serverLagMs(traceOf()), 0);
});

test("a note is found with its moment", () => {
  const trace = traceOf({ type: "note", data: { t: 7, name: "reference", value: { ms: 3 } } });
  assert.deepEqual(noteOf(trace, "reference"), { t: 7, value: { ms: 3 } });
  assert.equal(noteOf(trace, "other"), null);
});

test("a run that broke off fails every check with its own error and line", () => {
  const trace = traceOf({
    type: "error",
    data: { kind: "uncaught", message: "boom", file: "handler.ts", line: 4 },
  });
  const verdicts = unfinished(trace, [
    { check: "a", limit: "1" },
    { check: "b", limit: "2" },
  ]);
  assert.deepEqual(
    verdicts.map(({ check, state, line }) => [check, state, line]),
    [
      ["a", "not-met", 4],
      ["b", "not-met", 4],
    ],
  );
  assert.match(verdicts[0]?.cause?.en ?? "", /boom/);
});
