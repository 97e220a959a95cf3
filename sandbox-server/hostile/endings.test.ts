import assert from "node:assert/strict";
import { typed } from "../testing.ts";
import { category } from "./attack.ts";

category("odd endings", {
  "end with nothing": { code: ``, reason: "finished", exitCode: 0 },
  "exit with a code": { code: `process.exit(7)`, reason: "error", exitCode: 7 },
  "exit with the number of a signal": { code: `process.exit(137)`, reason: "error", exitCode: 137, signal: null },
  "exit with a code that wraps": { code: `process.exit(256)`, reason: "finished", exitCode: 0 },
  "exit with a code by name": { code: `process.exitCode = 300;`, reason: "error", exitCode: 44 },
  "exit with nonsense": { code: `process.exit("x" as never)`, reason: "error" },
  "exit twice": { code: `process.on("exit", () => process.exit(3)); process.exit(2)`, reason: "error", exitCode: 3 },
  "really exit": { code: `(process as any).reallyExit(5)`, reason: "error", exitCode: 5 },
  "exit from a thread": {
    code: `import { Worker } from "node:worker_threads"; new Worker("process.exit(9)", { eval: true }).on("exit", (code) => console.log(code));`,
    reason: "finished",
    says: "9\n",
  },
  "throw in the exit handler": { code: `process.on("exit", () => { throw new Error("last") });`, reason: "error" },
  "change the code in the exit handler": {
    code: `process.on("exit", () => { process.exitCode = 4 });`,
    reason: "error",
    exitCode: 4,
  },
  "never settle": { code: `await new Promise(() => {});`, reason: "error", exitCode: 13 },
  "throw nothing": { code: `throw undefined;`, reason: "error", exitCode: 1 },
  "throw null": { code: `throw null;`, reason: "error", exitCode: 1 },
  "throw a symbol": { code: `throw Symbol("x");`, reason: "error", exitCode: 1 },
  "throw what cannot be shown": {
    code: `throw Object.create(null, { toString: { get() { throw new Error("x") } }, stack: { get() { throw new Error("y") } } });`,
    reason: "error",
  },
  "throw a circle of causes": {
    code: `const a = new Error("a"); const b = new Error("b", { cause: a }); a.cause = b; throw a;`,
    reason: "error",
  },
  "throw a thousand at once": {
    code: `throw new AggregateError(Array.from({ length: 1_000 }, (_, n) => new Error("e" + n)), "all");`,
    reason: "error",
  },
  "reject with nothing": { code: `Promise.reject(); setTimeout(() => {}, 1000)`, reason: "error" },
  "reject late": {
    code: `setTimeout(() => Promise.reject(new Error("late")), 20);`,
    reason: "error",
    also: (events) => assert.equal(typed(events, "error")[0]?.kind, "rejection"),
  },
  "throw in a timer": {
    code: `setTimeout(() => { throw new TypeError("late") }, 20);`,
    reason: "error",
    also: (events) =>
      assert.deepEqual(
        typed(events, "error").map(({ kind, line }) => [kind, line]),
        [["uncaught", 1]],
      ),
  },
  "swallow its errors": {
    code: `process.on("uncaughtException", () => console.log("swallowed")); setTimeout(() => { throw new Error("x") });`,
    reason: "finished",
    says: "swallowed\n",
  },
  "throw in the handler of errors": {
    code: `process.on("uncaughtException", () => { throw new Error("again") }); throw new Error("first");`,
    reason: "error",
  },
  abort: { code: `process.abort()`, reason: "killed", exitCode: null, signal: "SIGABRT" },
  "kill itself": {
    code: `process.kill(process.pid, "SIGKILL"); for (;;);`,
    reason: "killed",
    exitCode: null,
    signal: "SIGKILL",
  },
  "terminate itself": {
    code: `process.kill(process.pid); setTimeout(() => {}, 1_000);`,
    reason: "killed",
    signal: "SIGTERM",
  },
  "crash itself": {
    code: `process.kill(process.pid, "SIGSEGV"); setTimeout(() => {}, 1_000);`,
    reason: "killed",
    signal: "SIGSEGV",
  },
  "trap itself": {
    code: `process.kill(process.pid, "SIGTRAP"); setTimeout(() => {}, 1_000);`,
    reason: "killed",
    signal: "SIGTRAP",
  },
  "stop itself": {
    code: `process.kill(process.pid, "SIGSTOP"); console.log("woken");`,
    with: { limits: { wallMs: 1_000 } },
    reason: "timeout",
    says: "",
  },
  "ignore every signal": {
    code: `for (const signal of ["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT"] as const) { process.on(signal, () => {}); process.kill(process.pid, signal) } for (;;);`,
    with: { limits: { wallMs: 800 } },
    reason: "timeout",
  },
  "end the observer's way": {
    code: `process.emit("exit", 0); (process as any)._exiting = true; process.emit("exit", 0); console.log("still here");`,
    reason: ["finished", "error"],
  },
  "leave before it begins": {
    code: { "main.ts": `import "./first.ts"; console.log("never");`, "first.ts": `process.exit(6);` },
    reason: "error",
    exitCode: 6,
    says: "",
  },
  "leave a server listening": {
    code: `import http from "node:http"; http.createServer().listen(0);`,
    with: { limits: { wallMs: 600 } },
    reason: "timeout",
  },
  "leave threads running": {
    code: `import { Worker } from "node:worker_threads"; new Worker("setInterval(() => {}, 10)", { eval: true }).unref();`,
    reason: "finished",
  },
  "fail its last promise as it leaves": {
    code: `process.on("beforeExit", () => Promise.reject(new Error("x")));`,
    reason: "error",
  },
  "go on before it leaves": {
    code: `let n = 0; process.on("beforeExit", () => { if (n++ < 3) setTimeout(() => console.log(n), 1) });`,
    reason: "finished",
    says: "1\n2\n3\n",
  },
});
