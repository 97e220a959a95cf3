import assert from "node:assert/strict";
import { test } from "node:test";
import { createLines } from "./lines.ts";

function cut(chunks: string[], maxBytes = 10) {
  const lines: string[] = [];
  let tooLong = 0;
  const cutter = createLines(
    maxBytes,
    (line) => lines.push(line.toString()),
    () => (tooLong += 1),
  );
  for (const chunk of chunks) cutter.push(Buffer.from(chunk));
  return { lines, tooLong };
}

test("lines come out whole however the chunks fall", () => {
  const text = "one\ntwo\n\nthree\nrest";
  const expected = ["one", "two", "", "three"];
  assert.deepEqual(cut([text]).lines, expected);
  assert.deepEqual(cut([...text]).lines, expected);
});

test("a line of exactly the limit passes; a longer one is told of once and the next one is whole again", () => {
  assert.deepEqual(cut(["0123456789\nab\n"]), { lines: ["0123456789", "ab"], tooLong: 0 });
  assert.deepEqual(cut(["0123456789a\nab\n"]), { lines: ["ab"], tooLong: 1 });
  assert.deepEqual(cut([..."0123456789abcdefghij\nab\n"]), { lines: ["ab"], tooLong: 1 });
});

test("a line that never ends is not kept", () => {
  const before = process.memoryUsage().arrayBuffers;
  const cutter = createLines(
    1_000,
    () => assert.fail("no line ever ended"),
    () => {},
  );
  for (let i = 0; i < 1_000; i++) cutter.push(Buffer.alloc(100_000, "x"));
  assert.ok(process.memoryUsage().arrayBuffers - before < 90e6);
});
