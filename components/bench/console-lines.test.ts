import assert from "node:assert/strict";
import { test } from "node:test";
import { appendOutput, type Chunk, emptyConsole, keptLines, lineCount, shownText } from "./console-lines.ts";

const out = (t: number, text: string): Chunk => ({ t, stream: "stdout", text });
const err = (t: number, text: string): Chunk => ({ t, stream: "stderr", text });
const texts = (console: ReturnType<typeof appendOutput>) => console.lines.map((line) => line.text);

test("a line that comes in parts is one line, timed by its first part", () => {
  const one = appendOutput(emptyConsole, [out(1, "hel")]);
  const two = appendOutput(one, [out(9, "lo\nwor"), out(12, "ld\n")]);
  assert.deepEqual(two.lines, [out(1, "hello"), out(9, "world")]);
});

test("an unfinished stdout line is not broken by stderr in between", () => {
  const lines = appendOutput(emptyConsole, [out(1, "a"), err(2, "oops\n"), out(3, "b\nc\n")]);
  assert.deepEqual(lines.lines, [out(1, "ab"), err(2, "oops"), out(3, "c")]);
});

test("empty lines are lines, a trailing line break is not", () => {
  assert.deepEqual(texts(appendOutput(emptyConsole, [out(0, "a\n\n\nb\n")])), ["a", "", "", "b"]);
  assert.deepEqual(texts(appendOutput(emptyConsole, [out(0, "a"), out(1, "\n"), out(2, "b")])), ["a", "b"]);
});

test("a flood keeps the newest lines and counts the rest", () => {
  let console = emptyConsole;
  for (let batch = 0; batch < 10; batch++) {
    console = appendOutput(console, [out(batch, "x\n".repeat(1_000)), out(batch, "tail")]);
  }
  assert.equal(console.lines.length, keptLines);
  assert.equal(lineCount(console), 10_001);
  const done = appendOutput(console, [out(11, " end\n")]);
  assert.equal(done.lines.at(-1)?.text, "tail end");
});

test("what came before is never changed", () => {
  const one = appendOutput(emptyConsole, [out(1, "a")]);
  appendOutput(one, [out(2, "b\n")]);
  assert.deepEqual(texts(one), ["a"]);
  assert.deepEqual(emptyConsole.lines, []);
});

test("terminal colours are taken out and a huge line is cut, saying by how much", () => {
  assert.deepEqual(shownText("\x1b[31mred\x1b[0m"), { text: "red", more: 0 });
  assert.equal(shownText("x".repeat(5_000)).more, 3_000);
});
