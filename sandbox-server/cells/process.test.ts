import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { Cell, CellMaker } from "./cell.ts";
import { createProcessMaker } from "./process.ts";
import { runIn } from "./testing.ts";
import type { HandOver } from "./wire.ts";

let maker: CellMaker;
before(async () => {
  maker = await createProcessMaker();
});
after(() => maker.close());

const soon = () => AbortSignal.timeout(20_000);
const isAlive = (pid: number) =>
  existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
const cpuMs = (pid: number) =>
  readdirSync(`/proc/${pid}/task`)
    .map((task) => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]) / 1e6)
    .reduce((sum, ms) => sum + ms, 0);
function handOver(cell: Cell, code: string): void {
  const message: HandOver = {
    entry: "main.ts",
    files: [{ path: "main.ts", code }],
    load: null,
    env: {},
    observe: { lanes: true, profile: true },
    packages: [],
    services: [],
    wallMs: 10_000,
    nonce: "n",
  };
  cell.channel.write(`${JSON.stringify(message)}\n`);
}
async function gone(pid: number): Promise<boolean> {
  for (let waits = 0; waits < 200; waits++) {
    if (!isAlive(pid)) return true;
    await delay(10);
  }
  return false;
}

test("a program runs, and what it printed and its code come back", async () => {
  const ran = await runIn(maker, { "main.ts": 'const n: number = 3; console.log("hello"); process.exitCode = n;' });
  assert.deepEqual([ran.stdout, ran.stderr, ran.code], ["hello\n", "", 3]);
});

test("a waiting cell costs no CPU", async () => {
  await using cell = await maker.start(soon());
  const before = cpuMs(cell.pid);
  await delay(500);
  assert.ok(cpuMs(cell.pid) - before < 5, `${cpuMs(cell.pid) - before} ms`);
});

test("the pid is Node's own, and its limits are set", async () => {
  await using cell = await maker.start(soon());
  assert.match(readFileSync(`/proc/${cell.pid}/cmdline`, "utf8"), /^[^\0]*node\0--permission\0/);
  const limits = readFileSync(`/proc/${cell.pid}/limits`, "utf8");
  assert.match(limits, /Max core file size +0 +0/);
  assert.match(limits, /Max open files +1024 +1024/);
  assert.match(limits, /Max file size +\d{8} +\d{8}/);
});

test("kill ends a busy cell at once, may be called again, and leaves no folder", async () => {
  const cell = await maker.start(soon());
  const folder = readFileSync(`/proc/${cell.pid}/environ`, "utf8").match(/HOME=([^\0]+)/)?.[1] as string;
  handOver(cell, "for (;;);");
  cell.kill();
  cell.kill();
  assert.deepEqual(await cell.ended, { code: null, signal: "SIGKILL" });
  cell.kill();
  await cell[Symbol.asyncDispose]();
  assert.equal(existsSync(folder), false);
});

test("a start that is given up leaves no process", async () => {
  const before = new Set(children());
  await assert.rejects(maker.start(AbortSignal.abort(new Error("not wanted"))), /not wanted/);
  const late = new AbortController();
  const starting = maker.start(late.signal);
  setTimeout(() => late.abort(new Error("no longer wanted")), 10);
  await assert.rejects(starting, /no longer wanted/);
  for (const pid of children()) if (!before.has(pid)) assert.ok(await gone(pid));
});
const children = () =>
  readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);

test("a cell whose server closes the channel while it waits ends by itself", async () => {
  const cell = await maker.start(soon());
  cell.channel.destroy();
  assert.deepEqual(await cell.ended, { code: null, signal: "SIGKILL" });
});

test("cells end with a server that was killed, waiting ones and busy ones", async () => {
  const server = spawn(process.execPath, ["--input-type=module", "--disable-warning=ExperimentalWarning", "-"], {
    cwd: import.meta.dirname,
    stdio: ["pipe", "pipe", "inherit"],
  });
  server.stdin.end(`
    import { createProcessMaker } from ${JSON.stringify(new URL("./process.ts", import.meta.url).href)};
    const maker = await createProcessMaker();
    const cells = [await maker.start(AbortSignal.timeout(20000)), await maker.start(AbortSignal.timeout(20000))];
    cells[1].channel.write(JSON.stringify({ entry: "main.ts", files: [{ path: "main.ts", code: "for (;;);" }], load: null,
      env: {}, observe: { lanes: false, profile: false }, packages: [],
        services: [], wallMs: 10000, nonce: "n" }) + "\\n");
    console.log(cells.map((cell) => cell.pid).join(" "));
    setInterval(() => {}, 1000);`);
  const pids = String(await new Promise((resolve) => server.stdout.once("data", resolve)))
    .trim()
    .split(" ")
    .map(Number);
  assert.equal(pids.filter(isAlive).length, 2);
  server.kill("SIGKILL");
  for (const pid of pids) assert.ok(await gone(pid), `${pid} is still there`);
});

test("a maker that is closed leaves nothing on disk", async () => {
  const other = await createProcessMaker();
  const cell = await other.start(soon());
  const app = readFileSync(`/proc/${cell.pid}/cmdline`, "utf8").match(
    /file:\/\/([^\0]+)\/app\/boot\.mjs/,
  )?.[1] as string;
  assert.ok(existsSync(app));
  await cell[Symbol.asyncDispose]();
  await other.close();
  assert.equal(existsSync(app), false);
});
