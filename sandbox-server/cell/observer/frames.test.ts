import assert from "node:assert/strict";
import { SourceMap } from "node:module";
import { test } from "node:test";
import { createFrames } from "./frames.ts";

const root = "file:///tmp/cell%20one/";
const frame = (url: string, line = 3, fn = "work") => ({ fn, url, line, column: 7 });

test("only submitted files are the learner's, whichever way they are named", () => {
  const frames = createFrames(root, [
    { path: "main.ts", code: "" },
    { path: "lib/한글.ts", code: "" },
    { path: "old.cjs", code: "" },
  ]);
  const stack = frames.ownOf([
    frame("node:internal/timers"),
    frame("looplab:lab"),
    frame(""),
    frame(`${root}lib/${encodeURIComponent("한글")}.ts?v=2`, 9),
    frame("file:///tmp/cell%20one/node_modules/pg/index.js"),
    frame("/tmp/cell one/old.cjs", 5, ""),
    frame(`${root}written-by-the-program.js`),
    frame(`${root}main.ts`),
    frame("file:///tmp/main.ts"),
  ]);
  assert.deepEqual(stack, [
    { fn: "work", file: "lib/한글.ts", line: 9 },
    { fn: "(anonymous)", file: "old.cjs", line: 5 },
    { fn: "work", file: "main.ts", line: 3 },
  ]);
});

test("a driver is never named", () => {
  const frames = createFrames(root, [
    { path: "driver.ts", code: "" },
    { path: "lib/driver-2.ts", code: "" },
    { path: "screwdriver.ts", code: "" },
  ]);
  const own = ["driver.ts", "lib/driver-2.ts", "screwdriver.ts"].map((path) => frames.own(frame(root + path))?.file);
  assert.deepEqual(own, [undefined, undefined, "screwdriver.ts"]);
});

test("a stack is short, and so is a name", () => {
  const frames = createFrames(root, [{ path: "main.ts", code: "" }]);
  const deep = Array.from({ length: 60 }, (_, n) => frame(`${root}main.ts`, n + 1, "f".repeat(500)));
  const stack = frames.ownOf(deep);
  assert.deepEqual([stack.length, stack[0]?.line, stack[0]?.fn.length], [8, 1, 120]);
});

test("lines of a file that was transformed are those that were typed", () => {
  // Line 3 of what runs is line 2 of what was typed.
  const map = JSON.stringify({ version: 3, sources: ["a"], names: [], mappings: "AAAA;;AACA" });
  const files = [{ path: "main.ts", code: "let A;\n\ncall();", map }];
  const frames = createFrames(root, files, (text) => new SourceMap(JSON.parse(text)));
  assert.equal(frames.own(frame(`${root}main.ts`, 3))?.line, 2);
  assert.equal(frames.find("main.ts", 1, "call"), 2);
});

test("a call is found where its function is named, from there on", () => {
  const code = ["import { parse } from 'a';", "recall(1);", "call (2);", "x.call(3);"].join("\n");
  const frames = createFrames(root, [{ path: "main.ts", code }]);
  assert.equal(frames.find("main.ts", 1, "call"), 3);
  assert.equal(frames.find("main.ts", 4, "call"), 4);
  assert.equal(frames.find("main.ts", 1, "none"), null);
});
