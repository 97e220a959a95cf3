import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CellMaker } from "../cells/cell.ts";
import { createProcessMaker } from "../cells/process.ts";
import { type Ran, reportsOf, runIn } from "../cells/testing.ts";

let maker: CellMaker;
before(async () => {
  maker = await createProcessMaker();
});
after(() => maker.close());
const run = (code: string, more: Record<string, string> = {}) => runIn(maker, { "main.ts": code, ...more });
const errorOf = (ran: Ran) => {
  const errors = reportsOf(ran, "error");
  assert.equal(errors.length, 1, JSON.stringify(errors));
  return errors[0]?.data as (typeof errors)[number]["data"];
};

const codes: [name: string, code: string, expected: number][] = [
  ["a natural end", "", 0],
  ["process.exitCode", "process.exitCode = 3;", 3],
  ["process.exit()", "process.exit();", 0],
  ["process.exit(n)", "process.exit(7);", 7],
  [
    "process.exit from a timer, with handles open",
    "setInterval(() => {}, 1000); setTimeout(() => process.exit(4), 5);",
    4,
  ],
  ["process.exit uses process.exitCode", "process.exitCode = 5; process.exit();", 5],
  ["process.reallyExit", "process.reallyExit(6);", 6],
  ["a code beyond a byte wraps as the system's does", "process.exit(256 + 9);", 9],
  ["a negative code wraps as the system's does", "process.exit(-1);", 255],
  ["a handler of exit that sets the code", 'process.on("exit", () => { process.exitCode = 8; });', 8],
  ["a handler of exit that exits again", 'process.on("exit", () => process.exit(9));', 9],
  ["a top-level await that never settles", "await new Promise(() => {});", 13],
  ["a throw", 'throw new Error("x");', 1],
  ["a rejection", 'Promise.reject(new Error("x"));', 1],
  ["a handler of exit that throws", 'process.on("exit", () => { throw new Error("x"); });', 1],
  [
    "beforeExit may go on and is asked again",
    'let n = 0; process.on("beforeExit", () => { if (n++ < 2) setTimeout(() => {}, 1); else process.exitCode = n; });',
    3,
  ],
];
for (const [name, code, expected] of codes) {
  test(`the code is told: ${name}`, async () => {
    const ran = await run(code);
    assert.equal(ran.code, expected, ran.stderr);
    assert.deepEqual(ran.end, { code: null, signal: "SIGKILL" });
    assert.equal(ran.reports.at(-1)?.type, "code");
  });
}

test("handlers of exit run, once, in their order, and see the code", async () => {
  const ran = await run(`
    process.on("exit", (code) => console.log("first", code));
    process.on("exit", (code) => console.log("second", code));
    process.exit(2);`);
  assert.equal(ran.stdout, "first 2\nsecond 2\n");
});

for (const [name, code, signal] of [
  ["process.abort", "process.abort();", "SIGABRT"],
  ["process.kill of itself", "process.kill(process.pid); setInterval(() => {}, 1000);", "SIGTERM"],
  ["SIGKILL of itself", 'process.kill(process.pid, "SIGKILL");', "SIGKILL"],
] as const) {
  test(`a signal is a signal, and no code is told: ${name}`, async () => {
    const ran = await run(code);
    assert.deepEqual([ran.code, ran.end], [null, { code: null, signal }]);
  });
}

test("SIGUSR1 starts no inspector", async () => {
  const ran = await run('setTimeout(() => process.exit(3), 50); process.kill(process.pid, "SIGUSR1");');
  assert.notEqual(ran.code, 3);
  assert.notEqual(ran.end.signal, "SIGABRT");
  assert.doesNotMatch(ran.stderr, /Debugger|FATAL/);
});

test("a handler of a signal is called, and the program goes on", async () => {
  const ran = await run(`
    process.once("SIGUSR2", () => { console.log("handled"); clearInterval(timer); });
    const timer = setInterval(() => {}, 1000);
    process.kill(process.pid, "SIGUSR2");`);
  assert.deepEqual([ran.stdout, ran.code], ["handled\n", 0]);
});

test("a throw at top level is uncaught, with its line, on the page and on stderr", async () => {
  const ran = await run('const fine = 1;\n\n  throw new TypeError("broken");');
  const { kind, message, file, line, column, stack } = errorOf(ran);
  assert.deepEqual(
    { kind, message, file, line, column },
    { kind: "uncaught", message: "TypeError: broken", file: "main.ts", line: 3, column: 9 },
  );
  assert.match(stack ?? "", /^TypeError: broken\n {4}at main\.ts:3:9/);
  assert.match(
    ran.stderr,
    /^main\.ts:3\n {2}throw new TypeError\("broken"\);\n {8}\^\n\nTypeError: broken\n {4}at main\.ts:3:9\n\nNode\.js v\d+/,
  );
});

test("a throw in a callback names the function and file it came from", async () => {
  const ran = await run('import { later } from "./lib/later.ts";\nlater();', {
    "lib/later.ts":
      'export function later() {\n  setTimeout(function tick() {\n    throw new Error("late");\n  }, 1);\n}',
  });
  const error = errorOf(ran);
  assert.deepEqual([error.kind, error.file, error.line], ["uncaught", "lib/later.ts", 3]);
  // Node's own frames below it are nobody's business.
  assert.match(error.stack ?? "", /^Error: late\n {4}at .*tick.* \(lib\/later\.ts:3:11\)$/);
});

test("a rejection nobody handles is told as one", async () => {
  const ran = await run(
    'async function work() { throw new RangeError("no"); }\nvoid work();\nsetTimeout(() => console.log("never"), 100);',
  );
  const error = errorOf(ran);
  assert.deepEqual([error.kind, error.message, error.line], ["rejection", "RangeError: no", 1]);
  assert.equal(ran.stdout, "");
});

test("a failed top-level await is uncaught: nobody was asked to handle it", async () => {
  assert.equal(errorOf(await run('await Promise.reject(new Error("no"));')).kind, "uncaught");
});

test("a dynamic import that fails while the program runs is its own error", async () => {
  const error = errorOf(await run('console.log("started");\nawait import("./gone.ts");'));
  assert.deepEqual([error.kind, error.file, error.line], ["uncaught", "main.ts", 2]);
});

for (const [name, thrown, message] of [
  ["text", '"just text"', "just text"],
  ["nothing", "undefined", "undefined"],
  ["an object", "{ a: 1 }", "{ a: 1 }"],
  ["an error without a stack", 'Object.assign(new Error("bare"), { stack: undefined })', "bare"],
  ["an error of another realm", '(await import("node:vm")).runInNewContext("new Error(\'far\')")', "far"],
  [
    "something that throws when it is looked at",
    "new Proxy(new Error('x'), { get() { throw 1; }, getPrototypeOf() { throw 2; } })",
    null,
  ],
] as const) {
  test(`anything can be thrown: ${name}`, async () => {
    const ran = await run(`throw ${thrown};`);
    const error = errorOf(ran);
    assert.equal(ran.code, 1);
    if (message !== null) assert.equal(error.message, message);
    assert.ok(ran.stderr.length > 10);
  });
}

test("an error too long for the channel is told all the same", async () => {
  const ran = await run('throw new Error("한".repeat(100_000));');
  assert.equal(errorOf(ran).message, "한".repeat(4096));
  assert.deepEqual(ran.torn, []);
});

test("of several frames the one outside a lesson's driver is named", async () => {
  const ran = await runIn(
    maker,
    {
      "driver.ts": 'import { handle } from "./handler.ts";\nhandle(() => { throw new Error("from the driver"); });',
      "handler.ts": "export function handle(call: () => void) {\n  call();\n}",
    },
    { entry: "driver.ts" },
  );
  assert.deepEqual([errorOf(ran).file, errorOf(ran).line], ["handler.ts", 2]);
});

test("the program's own handlers are honoured, and nothing is told", async () => {
  const ran = await run(`
    process.on("uncaughtException", (error, origin) => console.log(origin, error.message));
    process.on("unhandledRejection", (reason) => console.log("rejected", reason));
    Promise.reject("why");
    setTimeout(() => { throw new Error("thrown"); }, 5);
    setTimeout(() => console.log("went on"), 20);`);
  assert.equal(ran.stdout, "rejected why\nuncaughtException thrown\nwent on\n");
  assert.deepEqual([ran.code, reportsOf(ran, "error")], [0, []]);
});

test("a handler that throws itself ends the program with 7, as in Node", async () => {
  const ran = await run(
    'process.on("uncaughtException", () => { throw new Error("again"); });\nthrow new Error("first");',
  );
  assert.deepEqual([ran.code, ran.end], [null, { code: 7, signal: null }]);
  assert.match(ran.stderr, /again/);
});

test("a capture callback takes everything", async () => {
  const ran = await run(`
    process.setUncaughtExceptionCaptureCallback((error) => console.log("captured", error.message));
    setTimeout(() => { throw new Error("x"); }, 1);`);
  assert.deepEqual([ran.stdout, ran.code, reportsOf(ran, "error")], ["captured x\n", 0, []]);
});

test("a worker's uncaught error is its parent's to handle, and fatal when the parent does not", async () => {
  const worker = { "worker.ts": '\nthrow new Error("in the worker");' };
  const start =
    'import { Worker } from "node:worker_threads";\nconst w = new Worker(new URL("./worker.ts", import.meta.url));';
  const handled = await run(
    `${start} w.on("error", (e) => console.log(e.message)).on("exit", (c) => console.log(c));`,
    worker,
  );
  assert.deepEqual([handled.stdout, handled.code], ["in the worker\n1\n", 0]);
  const unhandled = errorOf(await run(start, worker));
  assert.deepEqual(
    [unhandled.kind, unhandled.message, unhandled.file, unhandled.line],
    ["uncaught", "in the worker", "worker.ts", 2],
  );
});

for (const [name, tampering] of [
  ["JSON.stringify", "JSON.stringify = () => '{}';"],
  ["Date and performance", "globalThis.Date = null; globalThis.performance = null;"],
  ["process.hrtime", "process.hrtime = null;"],
  ["Atomics", "Atomics.wait = Atomics.load = Atomics.store = Atomics.add = () => { throw 1; };"],
  ["Buffer", "Buffer.from = Buffer.byteLength = () => { throw 1; };"],
  [
    "fs.writeSync",
    'import fs from "node:fs"; import { syncBuiltinESMExports } from "node:module"; fs.writeSync = () => 0; syncBuiltinESMExports();',
  ],
  ["process.kill and process.exit", "process.kill = process.exit = () => {};"],
  [
    "Reflect and what is global",
    "Reflect.apply = null; for (const name of ['SharedArrayBuffer', 'Number', 'Error', 'JSON', 'Int32Array']) globalThis[name] = null;",
  ],
  ["every listener", "process.removeAllListeners();"],
  ["timers", "globalThis.setTimeout = globalThis.setInterval = globalThis.setImmediate = () => {};"],
] as const) {
  test(`a program that tampers with ${name} still ends with its code`, async () => {
    const ran = await run(`${tampering}\nprocess.exitCode = 5;`);
    assert.equal(ran.code, 5, JSON.stringify([ran.end, ran.stderr]));
  });
}

test("a program that takes away the way its end is told has only its wait status left", async () => {
  const ran = await run("delete process.emit; process.exitCode = 5;");
  assert.equal(ran.code, null);
  assert.notDeepEqual(ran.end, { code: 0, signal: null });
});

test("nothing follows the code, whatever the workers do meanwhile", async () => {
  const ran = await run(
    `import { Worker } from "node:worker_threads";
    let ready = 0;
    for (let i = 0; i < 3; i++) {
      new Worker(new URL("./noisy.ts", import.meta.url)).on("message", () => { if (++ready === 3) process.exit(5); });
    }`,
    {
      "noisy.ts":
        'import { lab } from "lab"; import { parentPort } from "node:worker_threads"; for (let i = 0; ; i++) { lab.note("noise", i); if (i === 50) parentPort.postMessage("on"); }',
    },
  );
  assert.equal(ran.code, 5);
  assert.equal(ran.reports.at(-1)?.type, "code");
  assert.deepEqual(ran.torn, []);
});

test("a cell that nobody kills kills itself", async () => {
  await using cell = await maker.start(AbortSignal.timeout(20_000));
  const handOver = {
    entry: "main.ts",
    files: [{ path: "main.ts", code: "" }],
    load: null,
    env: {},
    packages: [],
    services: [],
    nonce: "n",
  };
  cell.channel.write(`${JSON.stringify({ ...handOver, observe: { lanes: false, profile: false }, wallMs: 10_000 })}\n`);
  cell.channel.resume();
  assert.deepEqual(await cell.ended, { code: null, signal: "SIGKILL" });
});
