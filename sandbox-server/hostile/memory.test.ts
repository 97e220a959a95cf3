import assert from "node:assert/strict";
import { limits } from "#protocol";
import { typed } from "../testing.ts";
import type { Attack } from "./attack.ts";
import { category } from "./attack.ts";

/** A program fills two megabytes in a millisecond, so what the server can hold it to depends on how often it may look. */
const watched: Attack["also"] = (events, { peakRssMb }) => {
  const lags = typed(events, "metric").flatMap(({ name, value }) => (name === "serverLagMs" ? [value] : []));
  const most = limits.rssMb * 1.3 + 2 * Math.max(50, ...lags);
  assert.ok(peakRssMb < most, `expected at most ${most} MB, got ${peakRssMb}`);
};
const fills = (code: string, more: Partial<Attack> = {}): Attack => ({
  code,
  reason: "memory",
  also: watched,
  ...more,
});

/** A machine with other things to do may not get there in time. */
const slow: Partial<Attack> = { reason: ["memory", "timeout"] };

category("memory of every kind", {
  "fill the heap with objects": fills(`const all: object[] = []; for (;;) all.push({ n: all.length });`),
  "fill the heap with text": fills(
    `const all: string[] = []; for (let n = 0; ; n++) all.push(("x" + n).repeat(1000).split("").join("-"));`,
  ),
  "fill the heap with functions": fills(
    `const all: Function[] = []; for (;;) { const n = all.length; all.push(() => n) }`,
  ),
  "fill the heap with a map of symbols": fills(
    `const all = new Map<symbol, number>(); for (;;) all.set(Symbol(), all.size);`,
    slow,
  ),
  "fill the heap with promises that wait": fills(
    `const all: Promise<void>[] = []; for (;;) all.push(new Promise(() => {}));`,
  ),
  "fill the heap with microtasks": fills(
    `const more = () => { queueMicrotask(more); queueMicrotask(more) }; more();`,
    slow,
  ),
  "fill the heap with timers": fills(`for (;;) setTimeout(() => {}, 1e6);`),
  "fill the heap while it turns": fills(
    `const all: number[][] = []; setInterval(() => { for (let i = 0; i < 50; i++) all.push(Array(20_000).fill(Math.random())) }, 0);`,
  ),
  "fill the heap by nesting": fills(`let all: unknown = []; for (;;) all = [all, "x".repeat(9)];`),
  "fill Buffers": fills(`const all: Buffer[] = []; for (;;) all.push(Buffer.alloc(1 << 20, 1));`),
  "fill many small Buffers": fills(
    `const all: Buffer[] = []; for (;;) all.push(Buffer.allocUnsafeSlow(4096).fill(1));`,
  ),
  "fill one enormous Buffer": fills(
    `const all = Buffer.allocUnsafe(4e9); for (let at = 0; at < all.length; at += 4096) all[at] = 1; console.log("filled")`,
  ),
  "fill an ArrayBuffer that grows": fills(
    `const all = new ArrayBuffer(0, { maxByteLength: 4e9 }); for (let size = 0; ; size += 1 << 22) { all.resize(size); new Uint8Array(all).fill(1, Math.max(0, size - (1 << 22))) }`,
  ),
  "fill shared memory": fills(
    `const all: Uint8Array[] = []; for (;;) all.push(new Uint8Array(new SharedArrayBuffer(1 << 22)).fill(1));`,
  ),
  "fill WebAssembly's memory": fills(
    `const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536 }); for (;;) { const at = memory.grow(64) * 65_536; new Uint8Array(memory.buffer, at).fill(1) }`,
  ),
  "fill strings outside the heap": fills(
    `const all: string[] = []; for (let n = 0; ; n++) all.push(Buffer.alloc(1 << 21, 65 + (n % 26)).toString("latin1"));`,
  ),
  "fill Blobs": fills(
    `const all: Blob[] = []; for (let n = 0; ; n++) { all.push(new Blob([new Uint8Array(1 << 20).fill(n)])); if (n % 16 === 0) await null }`,
  ),
  "fill one string by doubling": {
    code: `let all = "x"; try { for (;;) all += all + Math.random() } catch (error) { console.log((error as Error).name) } const flat = Buffer.from(all); console.log(flat.length)`,
    reason: ["memory", "finished", "error"],
    also: watched,
  },
  "fill eight threads at once": fills(
    `import { Worker } from "node:worker_threads"; for (let n = 0; n < 8; n++) new Worker("const all = []; for (;;) all.push(Buffer.alloc(1 << 18, 1))", { eval: true });`,
  ),
  "fill a thread's heap": {
    code: `import { Worker } from "node:worker_threads"; new Worker("const all = []; for (;;) all.push({ n: all.length })", { eval: true }).on("error", (error: any) => console.log(error.code));`,
    reason: ["memory", "finished"],
    also: watched,
  },
  "sixteen threads that each allow themselves a gigabyte": {
    code: `import { Worker } from "node:worker_threads"; for (let n = 0; n < 16; n++) new Worker("const all = []; for (;;) all.push(new Array(1000).fill(all.length))", { eval: true, resourceLimits: { maxOldGenerationSizeMb: 1024 } }).on("error", () => {});`,
    reason: "memory",
    also: watched,
  },
  "unpack a bomb": fills(
    `import zlib from "node:zlib"; const bomb = zlib.gzipSync(Buffer.alloc(300e6)); const all: Buffer[] = []; for (;;) all.push(zlib.gunzipSync(bomb));`,
  ),
  "derive a key with a gigabyte": {
    code: `import crypto from "node:crypto"; console.log(crypto.scryptSync("x", "y", 64, { N: 1 << 20, r: 8, p: 1, maxmem: 4e9 }).length)`,
    reason: ["memory", "error"],
    also: watched,
  },
  "parse a tower of brackets": {
    code: `try { JSON.parse("[".repeat(50_000_000)) } catch (error) { console.log((error as Error).name) }`,
    reason: ["memory", "finished", "killed"],
    also: watched,
  },
  "match a giant pattern": {
    code: `try { new RegExp("(".repeat(5e6) + ")".repeat(5e6)).test("x") } catch (error) { console.log((error as Error).name) }`,
    reason: ["memory", "finished", "killed", "timeout"],
    also: watched,
  },
  "ask for what nobody has": {
    code: `for (const ask of [() => new ArrayBuffer(1e15), () => Buffer.alloc(9e15), () => "x".repeat(1e10), () => new Array(1e12), () => new WebAssembly.Memory({ initial: 65_537 })]) try { ask(); console.log("got") } catch (error) { console.log((error as Error).name) }`,
    reason: "finished",
    says: "RangeError\nRangeError\nRangeError\nRangeError\nRangeError\n",
  },
  "recurse without end": {
    code: `const down = (): number => down() + 1; try { down() } catch (error) { console.log((error as Error).name) } const deep = (n: number): unknown => [n, deep(n + 1)]; deep(0);`,
    reason: "error",
    says: /RangeError/,
  },
  "keep what its own server is sent": fills(
    `import net from "node:net"; const all: Buffer[] = []; const server = net.createServer((socket) => socket.on("data", (data) => all.push(Buffer.from(data)))).listen(0, () => { const client = net.connect((server.address() as any).port); const send = () => { while (client.write(Buffer.alloc(1 << 20))); client.once("drain", send) }; send() });`,
  ),
  "leave what it is sent unread, in the kernel": fills(
    `import net from "node:net"; const block = Buffer.alloc(1 << 16); const server = net.createServer((socket) => socket.pause()).listen(0, () => { for (let n = 0; n < 480; n++) { const client = net.connect((server.address() as any).port); const send = () => { if (client.write(block)) setImmediate(send); else client.once("drain", send) }; client.on("error", () => {}); send() } });`,
  ),
  "leave datagrams unread, in the kernel": {
    code: `import dgram from "node:dgram"; const block = Buffer.alloc(60_000); for (let n = 0; n < 400; n++) { const from = dgram.createSocket("udp4"); const to = dgram.createSocket("udp4"); to.bind(0, "127.0.0.1", () => { try { to.setRecvBufferSize(4e6) } catch {} (to as any)[Object.getOwnPropertySymbols(to).find((name) => String(name).includes("state"))!].handle.recvStop(); const send = () => from.send(block, to.address().port, "127.0.0.1", () => setTimeout(send, 1)); send() }) }`,
    with: { limits: { wallMs: 6_000 } },
    reason: ["memory", "timeout"],
    also: watched,
  },
  "make empty files without end": fills(
    `import fs from "node:fs"; for (let n = 0; ; n++) fs.mkdirSync("f" + n);`,
    slow,
  ),
});
