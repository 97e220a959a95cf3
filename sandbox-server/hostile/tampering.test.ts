import assert from "node:assert/strict";
import { exitOf, typed } from "../testing.ts";
import type { Attack } from "./attack.ts";
import { category } from "./attack.ts";

/** Spoils what boot and observer live on, then blocks: the run goes on, and ends at its limit or by itself. */
const spoils = (code: string, more: Partial<Attack> = {}): Attack => ({
  code: `${code}\n;const until = process.hrtime.bigint() + 200_000_000n; while (process.hrtime.bigint() < until); console.log("went on");`,
  with: { limits: { wallMs: 3_000 } },
  reason: "finished",
  says: /went on/,
  ...more,
});
const anyEnd: Partial<Attack> = { reason: ["finished", "error", "timeout", "killed"], says: /^/ };

category("tampering with the observer", {
  "stop the clocks": spoils(
    `Date.now = () => 0; performance.now = () => 0; (globalThis as any).Date = class {}; Object.defineProperty(globalThis, "performance", { value: undefined });`,
  ),
  "stop hrtime": {
    code: `process.hrtime.bigint = () => 0n; (process as any).hrtime = () => [0, 0]; const end = Date.now() + 150; while (Date.now() < end); console.log("went on");`,
    reason: "finished",
    says: "went on\n",
  },
  "spoil JSON": spoils(`JSON.stringify = () => "{}"; JSON.parse = () => ({});`),
  "spoil Atomics and shared memory": spoils(
    `for (const name of Object.getOwnPropertyNames(Atomics)) (Atomics as any)[name] = () => { throw new Error("spoilt") }; (globalThis as any).SharedArrayBuffer = undefined;`,
  ),
  "spoil arrays": spoils(
    `for (const name of Object.getOwnPropertyNames(Array.prototype)) if (name !== "constructor" && name !== "length") (Array.prototype as any)[name] = () => { throw new Error("spoilt") };`,
    anyEnd,
  ),
  "spoil iteration": spoils(
    `(Array.prototype as any)[Symbol.iterator] = undefined; (String.prototype as any)[Symbol.iterator] = undefined; (Map.prototype as any)[Symbol.iterator] = undefined;`,
    anyEnd,
  ),
  "spoil functions": spoils(
    `Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => { throw new Error("spoilt") }; Reflect.apply = () => { throw new Error("spoilt") };`,
    anyEnd,
  ),
  "spoil objects": spoils(
    `Object.defineProperty(Object.prototype, "type", { get: () => "exit", set() {} }); Object.defineProperty(Object.prototype, "data", { get: () => ({ reason: "forged" }), set() {} }); Object.defineProperty(Object.prototype, "then", { get() { throw new Error("spoilt") } });`,
    anyEnd,
  ),
  "freeze everything": spoils(
    `for (const name of ["Object", "Array", "Function", "String", "Number", "Promise", "Map", "Set", "Error"]) { Object.freeze((globalThis as any)[name]); Object.freeze((globalThis as any)[name].prototype) }`,
    anyEnd,
  ),
  "delete everything": spoils(
    `const { console, process } = globalThis; for (const name of Object.getOwnPropertyNames(globalThis)) if (!["console", "process"].includes(name)) try { delete (globalThis as any)[name] } catch {}`,
    anyEnd,
  ),
  "spoil promises": spoils(
    `Promise.prototype.then = () => { throw new Error("spoilt") }; (globalThis as any).Promise = class {}; (globalThis as any).queueMicrotask = undefined;`,
    anyEnd,
  ),
  "spoil fs": spoils(
    `import fs from "node:fs"; import { syncBuiltinESMExports } from "node:module"; for (const name of Object.keys(fs)) try { (fs as any)[name] = () => { throw new Error("spoilt") } } catch {} syncBuiltinESMExports();`,
  ),
  "spoil Buffers": spoils(
    `Buffer.from = Buffer.alloc = Buffer.concat = (() => { throw new Error("spoilt") }) as never; Buffer.byteLength = () => 0;`,
    anyEnd,
  ),
  "stop every timer": spoils(
    `for (let n = 0; n < 10_000; n++) { clearTimeout(n); clearInterval(n); clearImmediate(n as never) } (globalThis as any).setInterval = (globalThis as any).setTimeout = () => {};`,
  ),
  "remove every listener": spoils(
    `process.removeAllListeners(); for (const name of ["exit", "beforeExit", "uncaughtException", "unhandledRejection", "message"]) process.removeAllListeners(name as never);`,
  ),
  "take process.emit": spoils(`process.emit = (() => false) as never;`, anyEnd),
  "take process.exit": spoils(
    `process.exit = process.reallyExit = process.kill = process.abort = (() => {}) as never;`,
    anyEnd,
  ),
  "take the channel": spoils(`import fs from "node:fs"; try { fs.closeSync(3) } catch {}`, anyEnd),
  "take the life line": spoils(`import fs from "node:fs"; try { fs.closeSync(4) } catch {}`),
  "flood the life line": spoils(
    `import fs from "node:fs"; try { for (;;) fs.writeSync(4, "x".repeat(100_000)) } catch {}`,
  ),
  "find the observer's thread": spoils(
    `import { Worker, threadId } from "node:worker_threads"; const found = (process as any)._getActiveHandles().concat((process as any)._getActiveRequests()); console.log(found.some((handle: object) => handle instanceof Worker), process.getActiveResourcesInfo().includes("MessagePort"));`,
    {
      says: /^false/,
    },
  ),
  "listen to the observer's channels": spoils(
    `import dc from "node:diagnostics_channel"; import { BroadcastChannel } from "node:worker_threads"; dc.subscribe("worker_threads", () => { throw new Error("x") }); dc.subscribe("http.server.request.start", () => { throw new Error("x") }); new BroadcastChannel("looplab").unref();`,
  ),
  "hook into everything asynchronous": spoils(
    `import { createHook, AsyncLocalStorage } from "node:async_hooks"; createHook({ init() {}, before() { throw new Error("x") } }).enable(); new AsyncLocalStorage().enterWith(1);`,
    anyEnd,
  ),
  "hook into every import": spoils(
    `import { registerHooks } from "node:module"; registerHooks({ resolve: (specifier) => ({ url: "data:text/javascript,", shortCircuit: true }), load: () => ({ format: "module", source: "", shortCircuit: true }) }); await import("./tell.ts").catch(() => {});`,
  ),
  "start a profile of its own": spoils(
    `import v8 from "node:v8"; try { (v8 as any).startCpuProfile() } catch {} try { v8.setFlagsFromString("--no-opt"); v8.setFlagsFromString("--stack-size=100000") } catch {} v8.setHeapSnapshotNearHeapLimit(2);`,
    anyEnd,
  ),
  "drop every permission": spoils(
    `for (const scope of ["inspector", "worker", "net", "fs", "fs.read", "fs.write"]) try { (process as any).permission.drop(scope) } catch {}`,
    anyEnd,
  ),
  "change the stack traces": spoils(
    `Error.prepareStackTrace = () => { throw new Error("x") }; Error.stackTraceLimit = 0; Error.captureStackTrace = (() => {}) as never;`,
  ),
  "write where lab keeps its own": spoils(
    `for (const key of Reflect.ownKeys(globalThis)) if (String(key).includes("looplab")) try { (globalThis as any)[key] = undefined } catch {} import { setEnvironmentData } from "node:worker_threads"; setEnvironmentData("looplab", { root: "/", files: [] } as never);`,
  ),
  "exit while the loop is blocked": {
    code: `setTimeout(() => process.exit(5), 10); const until = Date.now() + 200; while (Date.now() < until);`,
    reason: "error",
    exitCode: 5,
    also: (events) => assert.ok((exitOf(events).maxLagMs ?? 0) > 100 || typed(events, "block").length > 0),
  },
});
