import assert from "node:assert/strict";
import { test } from "node:test";
import { normalisePath } from "./paths.ts";

test("letters of any script, digits and ._- make a path, in one normal form", () => {
  for (const path of ["main.ts", "lib/a-b_c.d.ts", "주문/처리.ts", "données/été.ts", "a/b/c/d.ts", "-.ts", "a..b.ts"]) {
    assert.deepEqual(normalisePath(path), { ok: true, path });
  }
  assert.deepEqual(normalisePath("e\u0301te\u0301.ts"), { ok: true, path: "été.ts" });
});

test("what is not plainly harmless is refused, each with what was expected", () => {
  for (const [path, expected] of [
    ["", "not empty"],
    ["/main.ts", "relative"],
    ["../main.ts", '".."'],
    ["a/../b.ts", '".."'],
    ["./main.ts", "dot"],
    ["a//b.ts", "empty"],
    ["a/", "empty"],
    [".env", "hidden"],
    ["a/.git/config", "hidden"],
    ["Node_Modules/a.js", "node_modules"],
    ["a/PACKAGE.JSON", "package.json"],
    ["a\\b.ts", "forward slashes"],
    ["a b.ts", "letters"],
    ["a\0.ts", "letters"],
    ["a\n.ts", "letters"],
    ["a:b.ts", "letters"],
    ["%2e%2e/a.ts", "letters"],
    ["😀.ts", "letters"],
    ["\u202e.ts", "letters"],
    [`${"a".repeat(118)}.ts`, "at most 120"],
  ] as const) {
    const result = normalisePath(path);
    assert.ok(!result.ok && result.expected.includes(expected), `${JSON.stringify(path)}: ${JSON.stringify(result)}`);
  }
});

test("a path of exactly 120 characters passes, counted after normalisation", () => {
  assert.ok(normalisePath(`${"a".repeat(117)}.ts`).ok);
  assert.ok(normalisePath(`${"e\u0301".repeat(117)}.ts`).ok);
});
