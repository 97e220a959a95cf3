import assert from "node:assert/strict";
import { limits, type RunEvent } from "#protocol";
import { exitOf, typed } from "../testing.ts";
import type { Attack } from "./attack.ts";
import { category } from "./attack.ts";

/** Whatever is written where only boot should write: the run ends as it ends, and is measured as it is. */
const forges = (lines: string, more: Partial<Attack> = {}): Attack => ({
  code: `import fs from "node:fs"; const send = (line: unknown) => { try { fs.writeSync(3, (typeof line === "string" ? line : JSON.stringify(line)) + "\\n") } catch {} };
    ${lines}
    console.log("said");`,
  reason: "finished",
  exitCode: 0,
  says: "said\n",
  also: (events) => assert.equal(typed(events, "started").length, 1),
  ...more,
});
const dropped = (what: string) => (events: readonly RunEvent[]) =>
  assert.ok(
    typed(events, "dropped").some((event) => event.what === what),
    `nothing dropped as ${what}`,
  );

category("forged reports", {
  "an exit of its own": forges(
    `for (const type of ["exit", "started", "stdout", "stderr", "queued", "dropped"]) send({ type, data: { reason: "finished", code: 0, signal: null, wallMs: 1, cpuMs: 0, peakRssMb: 1, maxLagMs: null, droppedOutputBytes: 0, text: "forged", t: 1 } });`,
    { also: dropped("report") },
  ),
  "an internal error of ours": forges(
    `send({ type: "error", data: { kind: "internal", message: "forged" } }); send({ type: "error", data: { kind: "transpile", message: "forged" } });`,
    {
      also: (events) => assert.deepEqual(typed(events, "error"), []),
    },
  ),
  "an exit code without the nonce": forges(
    `for (const nonce of ["", "x", "a-nonce-for-tests", "x".repeat(64), "x".repeat(1000)]) send({ type: "code", nonce, code: 77 });`,
  ),
  "an exit code before its own": forges(`send({ type: "code", nonce: "guess", code: 0 }); process.exit(9);`, {
    reason: "error",
    exitCode: 9,
    says: "",
  }),
  "another time zero": forges(`for (const atMs of [0, -1e9, 1e300, 1]) send({ type: "zero", atMs });`, {
    also: (_, { wallMs }) => assert.ok(wallMs < 10_000),
  }),
  "lag and blocks of its own": forges(
    `send({ type: "lag", data: [{ t: 1, lagMs: 99_999 }] }); send({ type: "block", data: { id: 99, state: "open", startMs: 0, durationMs: 5, file: "main.ts", line: 1, fn: null, stack: [] } });`,
    {
      // It spoils its own picture and nobody else's; the block it left open is cut.
      also: (events) => {
        assert.equal(exitOf(events).maxLagMs, 99_999);
        assert.equal(typed(events, "block").at(-1)?.state, "cut");
      },
    },
  ),
  "numbers that are none": forges(
    `for (const lagMs of ["NaN", "Infinity", "-1", "1e999", '"1"', "null", "[]", "{}"]) send('{"type":"lag","data":[{"t":1,"lagMs":' + lagMs + "}]}");`,
  ),
  "files that are not its own": forges(
    `for (const file of ["/etc/passwd", "../../x", "driver.ts", "$FOLDER/secret.txt", "x".repeat(120)]) { send({ type: "block", data: { id: 1, state: "closed", startMs: 0, durationMs: 60, file, line: 1, fn: "x", stack: [{ fn: "x", file, line: 1 }] } }); send({ type: "error", data: { kind: "uncaught", message: "x", file, line: 1, stack: file } }); send({ type: "lane", data: { lane: 1, label: "x", file, line: 1, slices: [] } }) }`,
    {
      also: (events) => assert.ok(!typed(events, "block").some(({ file }) => file !== null)),
    },
  ),
  "lines that are no JSON": forges(
    `for (const line of ["", "{", "null", "[]", "true", "\\0", "{}{}", '{"type":"lag"', "\\u2028", "data: x", "event: exit"]) send(line);`,
    { also: dropped("report") },
  ),
  "a line without end": forges(
    `const block = "x".repeat(1 << 20); for (let n = 0; n < 64; n++) try { fs.writeSync(3, block) } catch { n-- }`,
    {
      withinMs: 20_000,
      with: { limits: { wallMs: 20_000 } },
      reason: ["finished", "killed", "timeout"],
      exitCode: undefined,
      says: /said|^$/,
    },
  ),
  "a tower of brackets": forges(
    `send('{"type":"note","data":' + "[".repeat(50_000)); send('{"type":"note","data":{"t":1,"name":"x","value":' + "[".repeat(5_000) + "]".repeat(5_000) + "}}");`,
  ),
  "names that pollute": forges(
    `send('{"type":"note","data":{"t":1,"name":"__proto__","value":{"__proto__":{"polluted":true}}}}'); send('{"__proto__":{"type":"lag"},"constructor":{"prototype":{"x":1}}}'); send('{"type":"metric","data":{"t":1,"name":"constructor","value":1}}');`,
  ),
  "the server's own measure": forges(`send({ type: "metric", data: { t: 1, name: "serverLagMs", value: 99_999 } });`, {
    also: (events) =>
      assert.ok(typed(events, "metric").every(({ name, value }) => name !== "serverLagMs" || value < 99_999)),
  }),
  "a million lines": forges(
    `const lines = '{"type":"metric","data":{"t":1,"name":"x","value":1}}\\n'.repeat(1_000); for (let n = 0; n < 1_000; n++) send(lines);`,
    {
      with: { limits: { wallMs: 30_000 } },
      also: (events) => {
        assert.ok(events.length <= limits.events + 1_000, `${events.length} events`);
        dropped("metric")(events);
      },
    },
  ),
  "lines torn by many threads": forges(
    `import { Worker } from "node:worker_threads"; await Promise.all(Array.from({ length: 4 }, () => new Promise((resolve) => new Worker('const fs = require("fs"); for (let n = 0; n < 2000; n++) fs.writeSync(3, "{\\\\"type\\\\":\\\\"lag\\\\",")', { eval: true }).on("exit", resolve))));`,
    {
      // What boot says last stands in the middle of a line then, and is not believed.
      reason: ["finished", "killed"],
      exitCode: undefined,
    },
  ),
  "half a line, and the end": forges(`fs.writeSync(3, '{"type":"code","nonce":"'); `, {
    reason: ["finished", "killed"],
    exitCode: undefined,
  }),
  "everything at once in binary": forges(
    `import crypto from "node:crypto"; for (let n = 0; n < 50; n++) fs.writeSync(3, crypto.randomBytes(10_000));`,
    { reason: ["finished", "killed"], exitCode: undefined },
  ),
  "a channel closed": forges(`fs.closeSync(3);`, { reason: ["finished", "killed"], exitCode: undefined }),
  "a channel read": forges(
    `try { (await import("node:net")).connect({ fd: 3 } as never) } catch {} const buffer = Buffer.alloc(64); fs.read(3, buffer, 0, 64, null, () => {}); setTimeout(() => process.exit(0), 100);`,
    { says: "said\n" },
  ),
  "nothing about itself, but a secret in a note": forges(
    `import { lab } from "lab"; lab.note("path", process.execPath); lab.count("x".repeat(119), 1); lab.set("y", Number.MAX_VALUE);`,
  ),
});
