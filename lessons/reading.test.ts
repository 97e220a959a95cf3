import assert from "node:assert/strict";
import { test } from "node:test";
import { unitOf } from "./reading.ts";

test("what a number counts is told by its name, a counter's as well", () => {
  assert.equal(unitOf({ kind: "totalMs" }), "ms");
  assert.equal(unitOf({ kind: "peak" }), "count");
  assert.equal(unitOf({ kind: "metric", name: "healthMs" }), "ms");
  assert.equal(unitOf({ kind: "metric", name: "upstream.calls" }), "count");
});
