import assert from "node:assert/strict";
import type { Attack } from "./attack.ts";
import { category } from "./attack.ts";

/** Would go on for ever: ended at its wall limit, and not before. */
const endless = (code: string, more: Partial<Attack> = {}): Attack => ({
  code,
  with: { limits: { wallMs: 700 } },
  reason: "timeout",
  also: (_, { wallMs }) => assert.ok(wallMs >= 700, `${wallMs} ms`),
  ...more,
});

category("CPU of every kind", {
  "loop for ever": endless(`for (;;);`),
  "loop for ever and catch everything": endless(`for (;;) try { throw new Error() } catch {} finally { continue }`),
  "recurse and catch for ever": endless(`const down = () => { try { down() } finally { down() } }; down();`),
  "wait for itself in microtasks": endless(
    `const next = (): Promise<void> => Promise.resolve().then(next); await next();`,
  ),
  "wait for itself in nextTick": endless(`const next = () => process.nextTick(next); next();`),
  "turn the loop for ever": endless(`const next = () => setImmediate(next); next();`),
  "start timers for ever": endless(`const next = () => setTimeout(next, 0); for (let n = 0; n < 50; n++) next();`),
  "match for ever": endless(`/^(a+)+$/.test("a".repeat(60) + "b");`),
  "count for ever": endless(`let n = 1n; for (;;) n = (n * 3n) % (1n << 4096n);`),
  "raise to an enormous power": endless(`console.log((7n ** 100_000_000n).toString().length);`, {
    reason: ["timeout", "memory", "error"],
    also: () => {},
  }),
  "sort for ever": endless(
    `const all = Array.from({ length: 1e5 }, (_, n) => n); for (;;) all.sort(() => Math.random() - 0.5);`,
  ),
  "sleep for ever": endless(`Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`),
  "derive a key for ever": endless(
    `import crypto from "node:crypto"; crypto.pbkdf2Sync("x", "y", 2_000_000_000, 64, "sha512");`,
  ),
  "keep the whole pool busy": endless(
    `import crypto from "node:crypto"; const next = () => crypto.pbkdf2("x", "y", 1e6, 64, "sha512", next); for (let n = 0; n < 32; n++) next();`,
    {
      with: { limits: { wallMs: 700 }, env: { UV_THREADPOOL_SIZE: "16" } },
    },
  ),
  "loop in sixteen threads": endless(
    `import { Worker } from "node:worker_threads"; for (let n = 0; n < 16; n++) new Worker("for (;;);", { eval: true });`,
  ),
  "loop in WebAssembly": endless(
    // (module (func (export "run") (loop (br 0))))
    `const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 7, 1, 3, 114, 117, 110, 0, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11); const { instance } = await WebAssembly.instantiate(bytes); (instance.exports as any).run();`,
  ),
  "yield for ever": endless(`function* all() { for (;;) yield 1 } for (const _ of all());`),
  "answer itself for ever": endless(
    `import { EventEmitter } from "node:events"; const { port1, port2 } = new MessageChannel(); port1.onmessage = () => port2.postMessage(1); port2.onmessage = () => port1.postMessage(1); port1.postMessage(1);`,
  ),
  "parse for ever": endless(
    `const text = JSON.stringify(Array(1e5).fill({ a: [1, 2, 3] })); for (;;) JSON.parse(text);`,
  ),
  "hash for ever": endless(
    `import crypto from "node:crypto"; const block = Buffer.alloc(1 << 22); for (;;) crypto.createHash("sha512").update(block).digest();`,
  ),
  "pack for ever": endless(
    `import zlib from "node:zlib"; const block = Buffer.alloc(1 << 22, "abc"); for (;;) zlib.brotliCompressSync(block);`,
  ),
  "compile for ever": endless(`for (let n = 0; ; n++) new Function("return " + "1+".repeat(1000) + n)();`),
  "import for ever": endless(`for (let n = 0; ; n++) await import("data:text/javascript,export default " + n);`, {
    reason: ["timeout", "memory"],
    also: () => {},
  }),
  "handle its own errors for ever": endless(
    `process.on("uncaughtException", () => setImmediate(() => { throw new Error("again") })); setImmediate(() => { throw new Error("first") });`,
  ),
  "collect garbage for ever": endless(
    `let all: object = {}; for (;;) all = { all: Array.from({ length: 1000 }, () => ({})) };`,
  ),
  "hide a loop behind a property": endless(
    `console.log(new Proxy({}, { get() { for (;;); }, ownKeys() { for (;;); } }), { get x() { for (;;); } });  const o = { toString() { for (;;); } }; String(o);`,
  ),
  "hide a loop behind an error": endless(`throw { get stack() { for (;;); }, get message() { for (;;); } };`, {
    reason: ["timeout", "error"],
    also: () => {},
  }),
  "hide a loop behind the exit": endless(`process.on("exit", () => { for (;;); });`),
  "start worker after worker": endless(
    `import { Worker } from "node:worker_threads"; const next = () => new Worker("", { eval: true }).on("exit", next).on("error", next); for (let n = 0; n < 8; n++) next();`,
  ),
});
