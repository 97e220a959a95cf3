import assert from "node:assert/strict";
import { test } from "node:test";
import { createSeen } from "./seen.ts";

const source = (path: string, code: string) => ({ path, code });

test("a file is known again by its name and all of its text", () => {
  const seen = createSeen();
  const made = { path: "a.ts", code: "let n = 1;" };
  seen.keep(source("a.ts", "let n: 1 = 1;"), made);
  assert.equal(seen.get(source("a.ts", "let n: 1 = 1;")), made);
  assert.equal(seen.get(source("b.ts", "let n: 1 = 1;")), undefined);
  assert.equal(seen.get(source("a.ts", "let n: 1 = 1; ")), undefined);
});

test("what was not asked for longest goes when there is too much, counted with what it was made of", () => {
  const seen = createSeen(60);
  const keep = (name: string) => seen.keep(source(name, "x".repeat(12)), { path: name, code: "y".repeat(12) });
  const has = (name: string) => seen.get(source(name, "x".repeat(12))) !== undefined;
  keep("a");
  keep("b");
  assert.ok(has("a"));
  keep("c");
  assert.deepEqual([has("a"), has("b"), has("c")], [true, false, true]);
  seen.keep(source("whale", "x".repeat(100)), { path: "whale", code: "" });
  assert.deepEqual([has("a"), has("c")], [false, false]);
  keep("a");
  assert.ok(has("a"));
});
