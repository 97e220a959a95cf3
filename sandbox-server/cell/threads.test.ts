import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CellMaker } from "../cells/cell.ts";
import { createProcessMaker } from "../cells/process.ts";
import { reportsOf, runIn } from "../cells/testing.ts";

let maker: CellMaker;
before(async () => {
  maker = await createProcessMaker();
});
after(() => maker.close());
const start = 'import { Worker } from "node:worker_threads";';

test("a worker gets its data, its own files, packages and threads of its own", async () => {
  const ran = await runIn(maker, {
    "main.ts": `${start}
      const worker = new Worker(new URL("./work/worker.ts", import.meta.url), { workerData: { n: 20 }, name: "mine" });
      worker.on("message", (message) => console.log(message));
      worker.on("exit", (code) => console.log("exit", code, worker.threadId));`,
    "work/worker.ts": `${start}
      import { isMainThread, parentPort, threadId, workerData } from "node:worker_threads";
      import { double } from "../double";
      parentPort.postMessage([isMainThread, threadId > 0, double(workerData.n), process.argv[1] === import.meta.filename]);
      await new Promise((resolve) => new Worker("./nested.cjs").on("message", (m) => parentPort.postMessage(m)).on("exit", resolve));`,
    "double.ts": "export const double = (n: number): number => n * 2;",
    "nested.cjs": `require("node:worker_threads").parentPort.postMessage(["nested", require("./double").double(4)]);`,
  });
  assert.equal(ran.stdout, "[ false, true, 40, true ]\n[ 'nested', 8 ]\nexit 0 -1\n", ran.stderr);
});

test("workers start from a path, from a .js name, from text and with flags of their own", async () => {
  const ran = await runIn(maker, {
    "main.ts": `${start}
      const run = (...a) => new Promise((resolve) => new Worker(...a).on("message", resolve).on("error", resolve));
      const here = (name) => new URL(name, import.meta.url);
      console.log(await run("./worker.ts"), await run(here("worker.js")), await run(here("./worker")));
      console.log(await run(here("worker.ts"), { execArgv: [] }), await run(here("worker.ts"), { env: {}, argv: ["x"] }));
      console.log(await run('require("worker_threads").parentPort.postMessage(require("./two.ts").two)', { eval: true }));`,
    "worker.ts": `import { two } from "./two"; import { parentPort } from "node:worker_threads"; parentPort!.postMessage(two);`,
    "two.ts": "export const two: number = 2;",
  });
  assert.equal(ran.stdout, "2 2 2\n2 2\n2\n", ran.stderr);
});

test("no worker gets out of the permission model", async () => {
  const ran = await runIn(maker, {
    "main.ts": `${start}
      const read = 'const { parentPort } = require("worker_threads"); try { require("fs").readdirSync("/"); parentPort.postMessage("read") } catch (error) { parentPort.postMessage(error.code) }';
      const run = (Kind, options, code = read) => new Promise((resolve) => new Kind(code, { eval: true, ...options }).on("message", resolve).on("error", (error) => resolve(error.code)));
      const worker = new Worker("", { eval: true });
      const kinds = [Worker, worker.constructor, class extends Worker {}, Object.getPrototypeOf(worker).constructor];
      for (const kind of kinds) console.log(await run(kind, {}), await run(kind, { execArgv: [] }), await run(kind, { execArgv: ["--allow-fs-read=*"] }), await run(kind, { env: { NODE_OPTIONS: "--no-permission --allow-fs-read=*" } }));
      console.log(await run(Worker, {}, "const { Worker, parentPort } = require('worker_threads'); new Worker(" + JSON.stringify(read) + ", { eval: true, execArgv: [] }).on('message', (m) => parentPort.postMessage(m))"));
      console.log(Object.getPrototypeOf(Worker).name, Worker.name, worker instanceof Worker);`,
  });
  const denied = `${Array(4).fill("ERR_ACCESS_DENIED").join(" ")}\n`;
  assert.equal(ran.stdout, `${denied.repeat(4)}ERR_ACCESS_DENIED\nEventEmitter Worker true\n`, ran.stderr);
});

test("lab works in a worker: counters are one for all threads, spans and notes are told", async () => {
  const ran = await runIn(maker, {
    "main.ts": `${start} import { lab } from "lab";
      const over = Array.from({ length: 3 }, () => new Promise((resolve) => new Worker("./worker.ts").on("exit", resolve)));
      for (let i = 0; i < 1000; i++) lab.count("hits");
      await Promise.all(over);
      console.log(lab.count("hits", 0));`,
    "worker.ts": `import { lab } from "lab";
      for (let i = 0; i < 1000; i++) lab.count("hits");
      await lab.span("in a worker", () => lab.io(5));
      lab.note("done", true);`,
  });
  assert.equal(ran.stdout, "4000\n", ran.stderr);
  assert.equal(reportsOf(ran, "metric").findLast(({ data }) => data.name === "hits")?.data.value, 4000);
  assert.equal(reportsOf(ran, "note").length, 3);
  const lanes = reportsOf(ran, "lane").filter(({ data }) => data.label === "in a worker");
  assert.equal(new Set(lanes.map(({ data }) => data.lane)).size, 3);
  assert.deepEqual(ran.torn, []);
});

test("at most 16 workers at once, and one that ended makes room", async () => {
  const ran = await runIn(maker, {
    "main.ts": `${start}
      const idle = () => new Worker("setInterval(() => {}, 1000)", { eval: true });
      const workers = Array.from({ length: 16 }, idle);
      try { idle(); } catch (error) { console.log(error.message); }
      await workers[0].terminate();
      workers[0] = idle();
      console.log("room again");
      await Promise.all(workers.map((worker) => worker.terminate()));`,
  });
  assert.equal(
    ran.stdout,
    "expected at most 16 worker threads at once, this would be one more\nroom again\n",
    ran.stderr,
  );
});

test("Worker is still Worker: its name, instanceof, subclasses and both ways to get it", async () => {
  const ran = await runIn(maker, {
    "main.ts": `${start}
      import { createRequire } from "node:module";
      class Mine extends Worker { hello() { return "hello"; } }
      const mine = new Mine("", { eval: true });
      console.log(Worker.name, mine instanceof Worker, mine.hello(), createRequire(import.meta.url)("worker_threads").Worker === Worker);`,
  });
  assert.equal(ran.stdout, "Worker true hello true\n", ran.stderr);
});

test("lines from many threads at once arrive whole, every one", async () => {
  const each = 400;
  const ran = await runIn(maker, {
    "main.ts": `${start} import { lab } from "lab";
      const over = [1, 2, 3].map((id) => new Promise((resolve) => new Worker("./noisy.ts", { workerData: id }).on("exit", resolve)));
      for (let i = 0; i < ${each}; i++) { lab.note("thread 0", "x".repeat(1000)); if (i % 50 === 0) await lab.io(1); }
      await Promise.all(over);`,
    "noisy.ts": `import { lab } from "lab"; import { workerData } from "node:worker_threads";
      for (let i = 0; i < ${each}; i++) lab.note("thread " + workerData, "x".repeat(1 + i * 2));`,
  });
  assert.deepEqual(ran.torn, []);
  for (const thread of [0, 1, 2, 3]) {
    assert.equal(reportsOf(ran, "note").filter(({ data }) => data.name === `thread ${thread}`).length, each);
  }
});

test("workers that begin with the program and end any time do it no harm", async () => {
  const main = `${start}
    for (let i = 0; i < 4; i++) await new Promise((resolve) => new Worker("", { eval: true }).on("exit", resolve));
    console.log("well");`;
  for (let round = 0; round < 8; round++) {
    const ran = await runIn(maker, { "main.ts": main });
    assert.deepEqual([ran.stdout, ran.code], ["well\n", 0], ran.stderr);
  }
});

test("the main thread gets no inspector either, whichever door it tries", async () => {
  const ran = await runIn(maker, {
    "main.ts": `import inspector from "node:inspector"; import { Session } from "node:inspector/promises"; import { createRequire } from "node:module";
      const doors = [() => inspector.open(0), () => new inspector.Session().connect(), () => new Session().connect(), () => inspector.url(),
        () => new (createRequire(import.meta.url)("inspector").Session)(), () => new (process.getBuiltinModule("node:inspector").Session)(),
        () => new (Object.getPrototypeOf(Session))(), () => inspector.waitForDebugger()];
      for (const door of doors) try { door(); console.log("worked") } catch (error) { console.log(error.code) }`,
  });
  assert.equal(ran.stdout, "ERR_ACCESS_DENIED\n".repeat(8), ran.stderr);
});

test("a worker gets no inspector: neither its own nor the main thread's", async () => {
  const ran = await runIn(maker, {
    "main.ts": `${start} new Worker("./worker.ts");`,
    "worker.ts": `import inspector from "node:inspector";
      const session = () => new inspector.Session();
      for (const attempt of [() => session().connect(), () => session().connectToMainThread(), () => inspector.open(0)]) {
        try { attempt(); console.log("worked"); } catch (error) { console.log(error.code); }
      }`,
  });
  assert.deepEqual([ran.stdout, ran.code], ["ERR_ACCESS_DENIED\n".repeat(3), 0], ran.stderr);
  const text = await runIn(maker, {
    "main.ts": `${start} new Worker('try { new (require("inspector").Session)().connectToMainThread(); console.log("worked") } catch (error) { console.log(error.code) }', { eval: true });`,
  });
  assert.equal(text.stdout, "ERR_ACCESS_DENIED\n", text.stderr);
});
