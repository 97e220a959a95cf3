import assert from "node:assert/strict";
import { test } from "node:test";
import { diffLines, hunksOf } from "./diff.ts";

const told = (mine: string, theirs: string) =>
  diffLines(mine, theirs).map(({ kind, text }) => `${{ same: " ", mine: "-", theirs: "+" }[kind]}${text}`);

test("one changed line is one line gone and one come, the rest is the same", () => {
  assert.deepEqual(told("a\nb\nc", "a\nB\nc"), [" a", "-b", "+B", " c"]);
});

test("lines that came, went or moved are told without touching their neighbours", () => {
  assert.deepEqual(told("a\nb", "a\nx\nb"), [" a", "+x", " b"]);
  assert.deepEqual(told("a\nx\nb", "a\nb"), [" a", "-x", " b"]);
  assert.deepEqual(told("", "a"), ["-", "+a"]);
  assert.deepEqual(told("x\na\nb", "a\nb\nx"), ["-x", " a", " b", "+x"]);
});

test("texts that are the same but for blanks at line ends have no difference", () => {
  assert.deepEqual(told("a  \nb\r\n", "a\nb\n"), [" a", " b", " "]);
});

test("each line knows its number on either side", () => {
  const numbers = diffLines("a\nb\nc", "b\nC\nd").map(({ mine, theirs }) => [mine, theirs]);
  assert.deepEqual(numbers, [
    [1, null],
    [2, 1],
    [3, null],
    [null, 2],
    [null, 3],
  ]);
});

test("what is far from every change is folded, and nothing is lost", () => {
  const mine = Array.from({ length: 20 }, (_, line) => `line ${line}`);
  const theirs = mine.with(10, "changed");
  const lines = diffLines(mine.join("\n"), theirs.join("\n"));
  const hunks = hunksOf(lines);
  assert.deepEqual(
    hunks.map(({ kind, lines }) => [kind, lines.length]),
    [
      ["folded", 7],
      ["shown", 8],
      ["folded", 6],
    ],
  );
  assert.deepEqual(
    hunks.flatMap(({ lines }) => lines),
    lines,
  );
  assert.deepEqual(hunksOf(diffLines("a\nb", "a\nb"))[0]?.kind, "folded");
});
