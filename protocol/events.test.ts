import assert from "node:assert/strict";
import { test } from "node:test";
import { type EventType, eventSchemas, parseEvent } from "./events.ts";

const samples: { [T in EventType]: unknown } = {
  queued: { position: 1 },
  started: { runId: "a", node: "v26.10.0", isolation: "bubblewrap", epochMs: 1.5 },
  stdout: { t: 0, text: "" },
  stderr: { t: 0, text: "x" },
  lag: [{ t: 1, lagMs: 2, elu: 0.5 }],
  block: { id: 1, state: "open", startMs: 0, durationMs: 60, file: null, line: null, fn: null, stack: [] },
  lane: {
    lane: 0,
    label: "GET /",
    file: "a.ts",
    line: 1,
    slices: [
      [0, 1, "run"],
      [1, 2, "wait"],
    ],
  },
  note: { t: 1, name: "order", value: [1, { a: null }] },
  request: [{ t: 2, intendedMs: 1, latencyMs: 1, status: null, error: "ECONNREFUSED" }],
  metric: { t: 1, name: "hits", value: -1 },
  dropped: { what: "report", count: 1 },
  error: { kind: "module", message: "no", file: "a.ts", line: 1, column: 1, stack: "" },
  exit: {
    reason: "finished",
    code: 0,
    signal: null,
    wallMs: 1,
    cpuMs: 1,
    peakRssMb: 1,
    maxLagMs: null,
    droppedOutputBytes: 0,
  },
};

test("one of every event passes as it is", () => {
  for (const type of Object.keys(eventSchemas) as EventType[]) {
    assert.deepEqual(parseEvent(type, samples[type]), { type, data: samples[type] }, type);
  }
});

test("an unknown type, a key too many or too few, a wrong value: none is an event", () => {
  for (const type of ["", "nope", "__proto__", "toString", "constructor"])
    assert.equal(parseEvent(type, {}), null, type);
  for (const type of Object.keys(samples) as EventType[]) {
    for (const data of [null, 1, "x", {}, [], [{}]])
      assert.equal(parseEvent(type, data), null, `${type} ${JSON.stringify(data)}`);
    const sample = samples[type];
    if (Array.isArray(sample)) assert.equal(parseEvent(type, [{ ...sample[0], more: 1 }]), null, type);
    else assert.equal(parseEvent(type, { ...(sample as object), more: 1 }), null, type);
  }
});

test("a note is any JSON up to its size, and nesting that would overflow a checker is only refused", () => {
  const note = (value: unknown) => parseEvent("note", { t: 0, name: "n", value });
  for (const value of [null, 0, "", [], {}, "한".repeat(340)]) assert.ok(note(value), JSON.stringify(value));
  assert.equal(note("한".repeat(342)), null);
  assert.equal(note(undefined), null);
  assert.equal(note(JSON.parse("[".repeat(50_000) + "]".repeat(50_000))), null);
});

test("times, lists and texts are bounded", () => {
  assert.equal(parseEvent("metric", { t: 120_001, name: "a", value: 1 }), null);
  assert.equal(parseEvent("metric", { t: -2, name: "a", value: 1 }), null);
  assert.equal(parseEvent("metric", { t: 1, name: "a".repeat(121), value: 1 }), null);
  assert.equal(
    parseEvent(
      "lag",
      Array.from({ length: 1_001 }, () => ({ t: 1, lagMs: 1 })),
    ),
    null,
  );
  assert.equal(parseEvent("lag", []), null);
  assert.equal(parseEvent("exit", { ...(samples.exit as object), reason: "bored" }), null);
});
