import assert from "node:assert/strict";
import { test } from "node:test";
import type { RawFrame } from "./answers.ts";
import { blame, isSettled, nobody } from "./blame.ts";
import { createFrames } from "./frames.ts";
import type { Look } from "./main-loop.ts";
import type { Reading } from "./profile.ts";

const url = "file:///tmp/main.ts";
const code = ["function work() {", "  prepare();", "  native(1);", "}"].join("\n");
const frames = createFrames("file:///tmp/", [{ path: "main.ts", code }]);
const own = (line: number, fn = "work"): RawFrame => ({ fn, url, line, column: 3 });
const theirs = (fn: string): RawFrame => ({ fn, url: "node:crypto", line: 70, column: 3 });
const look = (atMs: number, stack: RawFrame[], askedMs = atMs): Look => ({ askedMs, atMs, idleMs: 0, stack });
const direct = (line: number, ms: number) => ({ frame: { fn: "work", file: "main.ts", line }, ms });
const block = { startMs: 0, endMs: 100 };
const nothing: Reading = { direct: [], calls: [] };

test("the line most of the looks fell on, with how it was called", () => {
  const looks = [
    look(20, [theirs("now"), own(3), own(9, "main")]),
    look(50, [theirs("now"), own(2), own(9, "main")]),
    look(80, [theirs("now"), own(3), own(9, "main")]),
  ];
  assert.deepEqual(blame(block, looks, null, frames), {
    file: "main.ts",
    line: 3,
    fn: "work",
    stack: [
      { fn: "work", file: "main.ts", line: 3 },
      { fn: "main", file: "main.ts", line: 9 },
    ],
  });
});

test("the profiler's line wins where it covers half of the block: a loop's looks all fall on where it jumps back", () => {
  const looks = [look(20, [own(1), own(9, "main")]), look(70, [own(1), own(9, "main")])];
  const told = blame(block, looks, { ...nothing, direct: [direct(2, 60)] }, frames);
  assert.deepEqual([told.line, told.stack.map(({ line }) => line)], [2, [2, 9]]);
});

test("native code that could not be looked into is blamed on its call, found by its name", () => {
  const late = look(100, [own(9, "main")], 20);
  const calls = [{ call: { fn: "work", file: "main.ts", fromLine: 1, callee: "native" }, ms: 90 }];
  assert.equal(blame(block, [late], { ...nothing, calls }, frames).line, 3);
});

test("a late look from inside the wrapper of native code knows the line of its call", () => {
  const late = look(100, [theirs("from"), theirs("native"), own(7), own(9, "main")], 20);
  const calls = [{ call: { fn: "work", file: "main.ts", fromLine: 1, callee: "native" }, ms: 90 }];
  assert.equal(blame(block, [late], { ...nothing, calls }, frames).line, 7);
});

test("with nothing better a late look is better than nothing, and with nothing at all nobody is blamed", () => {
  assert.equal(blame(block, [look(100, [own(4)], 20)], nothing, frames).line, 4);
  assert.deepEqual(blame(block, [look(50, [theirs("gc")])], nothing, frames), nobody);
});

test("a name that is none is not told", () => {
  assert.equal(blame(block, [look(50, [own(3, "")])], null, frames).fn, null);
});

test("looks settle it when something was called; on its own line the profiler is asked as well", () => {
  assert.equal(isSettled(block, [look(50, [theirs("wait"), own(3)])], frames), true);
  assert.equal(isSettled(block, [look(50, [own(3)])], frames), false);
  assert.equal(isSettled(block, [look(100, [theirs("wait"), own(3)], 20)], frames), false);
});
