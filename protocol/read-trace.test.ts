import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent } from "./events.ts";
import { largestTrace, readTrace } from "./read-trace.ts";

const request = { files: [{ path: "main.ts", code: "lab.block(50)" }], entry: "main.ts" };
const events: RunEvent[] = [
  { type: "queued", data: { position: 1 } },
  { type: "stdout", data: { t: 3, text: "hello\n" } },
];
const saved = { version: 1, request, events };
const problemOf = (value: unknown) => {
  const read = readTrace(typeof value === "string" ? value : JSON.stringify(value));
  return read.ok ? "none" : read.problem;
};

test("a saved trace comes back with its code", () => {
  const read = readTrace(JSON.stringify(saved));
  assert.ok(read.ok);
  assert.deepEqual(read.trace.events, events);
  assert.deepEqual(read.trace.request.files, request.files);
  assert.equal(read.left, 0);
});

test("what is no event of ours is left out, and counted", () => {
  const foreign = [
    ...events,
    { type: "nope", data: 1 },
    { type: "__proto__", data: {} },
    null,
    5,
    { type: "exit", data: {} },
    { type: "lag", data: [{ t: 1e300, lagMs: 1 }] },
  ];
  const read = readTrace(JSON.stringify({ ...saved, events: foreign }));
  assert.ok(read.ok);
  assert.deepEqual(read.trace.events, events);
  assert.equal(read.left, 6);
});

test("what is no trace says why", () => {
  for (const text of ["", "{", "PNG"]) assert.equal(problemOf(text), "not-json");
  for (const value of [null, 5, [], {}, { version: 1 }, { version: "1", events: [] }]) {
    assert.equal(problemOf(value), "not-a-trace");
  }
  assert.equal(problemOf({ ...saved, version: 2 }), "other-version");
  assert.equal(problemOf({ version: 1, events }), "no-code");
  assert.equal(problemOf({ ...saved, events: [] }), "no-events");
  assert.equal(problemOf({ ...saved, events: [null] }), "no-events");
  assert.equal(problemOf({ ...saved, events: Array(50_000).fill(null) }), "too-large");
  assert.equal(problemOf(" ".repeat(largestTrace + 1)), "too-large");
});

test("code that could not be run is named with what was expected", () => {
  const read = readTrace(JSON.stringify({ ...saved, request: { ...request, entry: "../etc/passwd" } }));
  assert.ok(!read.ok && read.problem === "bad-code");
  assert.equal(read.refusal.code, "bad-path");
  for (const bad of [null, [], "x", { files: [], entry: "a" }, { ...request, load: 5 }, { ...request, more: 1 }]) {
    assert.equal(problemOf({ ...saved, request: bad }), "bad-code");
  }
});
