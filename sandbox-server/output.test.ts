import assert from "node:assert/strict";
import { test } from "node:test";
import { limits, type RunEvent } from "#protocol";
import { createOutput } from "./output.ts";

function record() {
  const events: RunEvent[] = [];
  let limit = 0;
  const output = createOutput({ onEvent: (event) => events.push(event), onLimit: () => (limit += 1) });
  const said = (type: string) =>
    events.map((event) => (event.type === type && "text" in event.data ? event.data.text : "")).join("");
  return { output, events, said, limits: () => limit };
}

test("output before time zero is held and told at 0, in order", () => {
  const { output, events, said } = record();
  output.write("stdout", Buffer.from("early "));
  output.write("stderr", Buffer.from("oh"));
  assert.deepEqual(events, []);
  output.zero(() => 7);
  output.write("stdout", Buffer.from("late"));
  output.end();
  assert.equal(said("stdout"), "early late");
  assert.equal(said("stderr"), "oh");
  assert.deepEqual(events[0], { type: "stdout", data: { t: 0, text: "early " } });
});

test("a character cut by a chunk's end is put together, and an invalid byte is U+FFFD", () => {
  const { output, said } = record();
  output.zero(() => 0);
  for (const byte of Buffer.from("한글😀")) output.write("stdout", Buffer.from([byte]));
  output.write("stdout", Buffer.from([0xff, 0x41]));
  output.write("stdout", Buffer.from([0xe2, 0x82]));
  output.end();
  assert.equal(said("stdout"), "한글😀\ufffdA\ufffd");
});

test("a byte order mark is output like any other", () => {
  const { output, said } = record();
  output.zero(() => 0);
  output.write("stdout", Buffer.from("\ufeffa"));
  output.end();
  assert.equal(said("stdout"), "\ufeffa");
});

test("everything up to the limit of both streams together is delivered, the rest is counted", () => {
  const { output, said, limits: reached } = record();
  output.zero(() => 0);
  const half = limits.outputBytes / 2;
  output.write("stdout", Buffer.alloc(half, "a"));
  output.write("stderr", Buffer.alloc(half - 1, "b"));
  assert.equal(reached(), 0);
  output.write("stdout", Buffer.from("c"));
  assert.equal(reached(), 0, "exactly the limit is still within it");
  output.write("stdout", Buffer.from("de"));
  output.write("stderr", Buffer.from("f"));
  output.end();
  assert.ok(reached() > 0);
  assert.equal(said("stdout").length + said("stderr").length, limits.outputBytes);
  assert.ok(said("stdout").endsWith("c"));
  assert.equal(output.droppedBytes, 3);
});

test("a character cut by the limit is left out, not made invalid", () => {
  const { output, said } = record();
  output.zero(() => 0);
  output.write("stdout", Buffer.alloc(limits.outputBytes - 1, "a"));
  output.write("stdout", Buffer.from("한"));
  output.end();
  assert.ok(said("stdout").endsWith("aa"));
});

test("the first chunk goes out at once and what follows at once after it is gathered", () => {
  const { output, events, said } = record();
  output.zero(() => 0);
  for (let i = 0; i < 1_000; i++) output.write("stdout", Buffer.from("x"));
  assert.equal(events.length, 1);
  output.end();
  assert.equal(events.length, 2);
  assert.equal(said("stdout").length, 1_000);
});

test("the last words of stderr are kept, not all of it", () => {
  const { output } = record();
  output.write("stderr", Buffer.alloc(100_000, "x"));
  output.write("stderr", Buffer.from("FATAL ERROR"));
  assert.ok(output.lastWords.endsWith("xFATAL ERROR"));
  assert.ok(output.lastWords.length < 20_000);
});
