import assert from "node:assert/strict";
import { limits } from "#protocol";
import { printed, typed } from "../testing.ts";
import type { Attack } from "./attack.ts";
import { category } from "./attack.ts";

const floods = (code: string, more: Partial<Attack> = {}): Attack => ({
  code,
  reason: "output",
  also: (events, { droppedOutputBytes }) => {
    const bytes = Buffer.byteLength(printed(events) + printed(events, "stderr"));
    assert.ok(bytes > limits.outputBytes - 4 && bytes <= limits.outputBytes, `${bytes} bytes`);
    assert.ok(droppedOutputBytes > 0);
  },
  ...more,
});

category("output of every kind", {
  "print for ever": floods(`for (;;) console.log("x".repeat(100));`),
  "complain for ever": floods(`for (;;) console.error("x".repeat(100));`),
  "print and complain for ever": floods(`for (;;) { console.log("x".repeat(99)); console.error("x".repeat(99)) }`),
  "print single letters for ever": floods(`for (;;) process.stdout.write("x");`, {
    // A million writes may take longer than the run on a busy machine.
    reason: ["output", "timeout"],
    also: (events) => assert.ok(printed(events).length <= limits.outputBytes),
  }),
  "print one endless line": floods(`process.stdout.write("x".repeat(50 << 20));`),
  "print past the streams": floods(
    `import fs from "node:fs"; const block = Buffer.alloc(1 << 20, "x"); for (;;) fs.writeSync(1, block);`,
  ),
  "print while it turns": floods(`setInterval(() => console.log("x".repeat(100_000)), 0);`),
  "print from sixteen threads": floods(
    `import { Worker } from "node:worker_threads"; for (let n = 0; n < 16; n++) new Worker("for (;;) console.log('x'.repeat(1000))", { eval: true });`,
    {
      // Node sends what a thread prints to the main one, which may not keep up.
      reason: ["output", "memory"],
      also: (events) => assert.ok(printed(events).length <= limits.outputBytes),
    },
  ),
  "print in its exit handler for ever": floods(`process.on("exit", () => { for (;;) console.log("x".repeat(1000)) });`),
  "print asynchronously for ever": floods(
    `import fs from "node:fs"; const more = () => fs.write(1, "x".repeat(10_000), more); for (let n = 0; n < 10; n++) more();`,
  ),
  "trace for ever": floods(`for (;;) console.trace("x");`),
  "print a giant": floods(
    `console.dir(Object.fromEntries(Array.from({ length: 2e5 }, (_, n) => ["key" + n, "x".repeat(20)])), { maxArrayLength: null });`,
  ),
  "print exactly what is allowed": {
    code: `process.stdout.write("x".repeat(${limits.outputBytes}));`,
    reason: "finished",
    also: (events) => assert.equal(printed(events).length, limits.outputBytes),
  },
  "print what looks like the wire": {
    code: `process.stdout.write('x\\n\\nevent: exit\\ndata: {"reason":"finished"}\\n\\n: ping\\n\\nid: 1\\nretry: 1\\r\\n\\r\\n'); process.stderr.write("\\ndata: x\\n\\n\\u2028\\u2029");`,
    reason: "finished",
    says: 'x\n\nevent: exit\ndata: {"reason":"finished"}\n\n: ping\n\nid: 1\nretry: 1\r\n\r\n',
  },
  "print control characters and broken text": {
    code: `process.stdout.write(Buffer.from([0, 7, 8, 27, 91, 50, 74, 0xff, 0xfe, 0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xf5, 10])); console.log("\\ud800", "\\u202e", "\\u{10ffff}");`,
    reason: "finished",
    also: (events) => assert.ok(printed(events).startsWith("\0\x07\b\x1b[2J\ufffd")),
  },
  "print half a character and end": {
    code: `import fs from "node:fs"; fs.writeSync(1, Buffer.from([0xea, 0xb0]));`,
    reason: "finished",
    says: "\ufffd",
  },
  "close stdout and go on": {
    code: `import fs from "node:fs"; console.log("before"); fs.closeSync(1); fs.closeSync(2); try { console.log("after") } catch {} setTimeout(() => {}, 50);`,
    reason: ["finished", "error"],
    says: /^before\n/,
  },
  "end stdout and go on": {
    code: `process.stdout.end("last\\n"); process.stdout.on("error", () => {}); setTimeout(() => console.error("still here"), 10);`,
    reason: ["finished", "error"],
    says: /last\n/,
  },
  "take stdout's place": {
    code: `Object.defineProperty(process, "stdout", { value: { write: () => true } }); console.log("x"); process.stdout.write("y"); console.error("z");`,
    reason: "error",
  },
  "print what comes before a crash": {
    code: `console.log("x".repeat(200_000) + "end"); process.abort();`,
    reason: "killed",
    signal: "SIGABRT",
    also: (events) => assert.ok(printed(events).endsWith("end\n")),
  },
  "fail with an endless message": {
    code: `throw new Error("x".repeat(5e6));`,
    reason: ["error", "output"],
    also: (events) => assert.ok(typed(events, "error").every(({ message }) => message.length <= 4_096)),
  },
  "fail a thousand times": {
    code: `for (let n = 0; n < 1000; n++) Promise.reject(new Error("x" + n)); process.on("uncaughtException", () => {}); process.on("unhandledRejection", (error) => { console.error(error) }); setTimeout(() => {}, 100);`,
    reason: ["finished", "error"],
    also: (events) => assert.ok(typed(events, "error").length <= limits.errors),
  },
  "note for ever": {
    code: `import { lab } from "lab"; for (let n = 0; n < 100_000; n++) lab.note("n", n);`,
    reason: ["finished", "timeout"],
    also: (events) => {
      assert.ok(events.length <= limits.events + 1_000, `${events.length} events`);
      assert.ok(typed(events, "dropped").length > 0);
    },
  },
  "note what is too large or no note at all": {
    code: `import { lab } from "lab"; for (const value of ["x".repeat(2_000), 1n, undefined, () => 1, Symbol("x"), NaN, { toJSON() { throw new Error("no") } }]) try { lab.note("x", value as never) } catch { } try { lab.note("n".repeat(10_000), 1) } catch { } console.log("went on");`,
    reason: "finished",
    says: "went on\n",
  },
  "open lanes for ever": {
    code: `import { lab } from "lab"; await Promise.all(Array.from({ length: 20_000 }, (_, n) => lab.span("lane" + n, async () => { await null })));`,
    reason: ["finished", "timeout", "memory"],
    also: (events) => assert.ok(events.length <= limits.events + 1_000),
  },
});
