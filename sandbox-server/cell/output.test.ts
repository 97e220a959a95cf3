import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CellMaker } from "../cells/cell.ts";
import { createProcessMaker } from "../cells/process.ts";
import { runIn } from "../cells/testing.ts";

let maker: CellMaker;
before(async () => {
  maker = await createProcessMaker();
});
after(() => maker.close());
const run = (code: string) => runIn(maker, { "main.ts": code });

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}\n`).join("");
const print = (count: number) => `for (let i = 0; i < ${count}; i++) console.log("line %d", i);`;

test("everything printed before process.exit arrives", async () => {
  const ran = await run(`${print(20_000)} process.exit(3);`);
  assert.equal(ran.stdout, lines(20_000));
  assert.equal(ran.code, 3);
});

test("everything printed before a throw arrives, on both streams", async () => {
  const ran = await run(`${print(5_000)} ${print(5_000).replace("log", "error")} throw new Error("over");`);
  assert.equal(ran.stdout, lines(5_000));
  assert.ok(ran.stderr.startsWith(lines(5_000)));
});

test("everything printed before a kill arrives", async () => {
  const ran = await run(`${print(5_000)} process.kill(process.pid, "SIGKILL");`);
  assert.equal(ran.stdout, lines(5_000));
  assert.deepEqual(ran.end, { code: null, signal: "SIGKILL" });
  assert.equal(ran.code, null);
});

test("a reader that pauses holds the program, which does not hoard what it prints", async () => {
  await using cell = await maker.start(AbortSignal.timeout(20_000));
  const { readFileSync } = await import("node:fs");
  const rssMb = () => Number(readFileSync(`/proc/${cell.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)?.[1]) / 1024;
  const before = rssMb();
  const file = { path: "main.ts", code: 'for (;;) console.log("x".repeat(1000));' };
  const handOver = { entry: "main.ts", files: [file], load: null, env: {}, packages: [], services: [], nonce: "n" };
  const observe = { lanes: false, profile: false };
  cell.channel.write(`${JSON.stringify({ ...handOver, observe, wallMs: 10_000 })}\n`);
  await new Promise((resolve) => cell.stdout.once("readable", resolve));
  // Nobody reads on; a hoarding stream would grow by hundreds of megabytes meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  assert.ok(rssMb() - before < 60, `grew by ${rssMb() - before} MB`);
});

test("stdout looks as a pipe does in Node", async () => {
  const ran = await run(`
    const { stdout } = process;
    console.log(stdout.isTTY, stdout.columns, stdout.fd, typeof stdout.write, stdout.writable);
    const more = stdout.write("a", () => console.log("b"));
    console.log(more);
    stdout.write("ünï ☃ 한글\\n", "utf8");
    stdout.write(Buffer.from("bytes\\n"));
    stdout.write("68690a", "hex");
    console.log({ colour: "none" }, "%s");
    console.table([{ a: 1 }]);`);
  const [first, second] = ran.stdout.split("\n");
  assert.equal(first, "undefined undefined 1 function true");
  assert.equal(second, "atrue");
  assert.match(ran.stdout, /ünï ☃ 한글\nbytes\nhi\n\{ colour: 'none' \} %s\n┌/);
  assert.ok(ran.stdout.endsWith("b\n"));
});

test("neither ending nor destroying stdout silences the rest of the program", async () => {
  const ran = await run(`
    process.stdout.destroy();
    setTimeout(() => console.log("still here"), 5);`);
  assert.equal(ran.stdout, "still here\n");
});

test("a stream piped into stdout comes through", async () => {
  const ran = await run(`
    import { Readable } from "node:stream";
    import { pipeline } from "node:stream/promises";
    await pipeline(Readable.from(["one\\n", "two\\n"]), process.stdout, { end: false });`);
  assert.equal(ran.stdout, "one\ntwo\n");
});

test("what a worker prints comes out of the same streams", async () => {
  const ran = await runIn(maker, {
    "main.ts": `
      import { Worker } from "node:worker_threads";
      new Worker(new URL("./worker.ts", import.meta.url)).on("exit", () => console.log("worker over"));`,
    "worker.ts": `console.log("from the worker"); console.error("its complaint");`,
  });
  assert.equal(ran.stdout, "from the worker\nworker over\n");
  assert.equal(ran.stderr, "its complaint\n");
});

test("output survives a descriptor made non-blocking by the program", async () => {
  const ran = await run(`
    import { Socket } from "node:net";
    // Opening it as a socket sets O_NONBLOCK on what the descriptor points to.
    new Socket({ fd: 1, readable: false, writable: true }).unref();
    ${print(20_000)}`);
  assert.equal(ran.stdout, lines(20_000));
});
