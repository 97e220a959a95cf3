import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Cell, CellMaker } from "../cells/cell.ts";
import { createProcessMaker } from "../cells/process.ts";
import { type Ran, reportsOf, runIn } from "../cells/testing.ts";

let maker: CellMaker;
let folder: string;
before(async () => {
  folder = `${await mkdtemp(join(tmpdir(), "packages-"))}/`;
  await mkdir(join(folder, "node_modules/slow"), { recursive: true });
  await writeFile(
    join(folder, "node_modules/slow/index.js"),
    "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300); exports.loadedMs = Number(process.hrtime.bigint()) / 1e6;",
  );
  maker = await createProcessMaker({ folder, names: ["slow"] });
});
after(async () => {
  await maker.close();
  await rm(folder, { recursive: true });
});

const clock = "const nowMs = () => Number(process.hrtime.bigint()) / 1e6;";
const zeroOf = (ran: Ran) => {
  const zeros = reportsOf(ran, "zero");
  assert.equal(zeros.length, 1, ran.stderr);
  return zeros[0]?.atMs as number;
};

test("time zero lies before the first statement of any file, and after the last is compiled", async () => {
  const ran = await runIn(maker, {
    "main.ts": `import { first } from "./first.ts"; import "./second.ts"; ${clock} console.log(first, nowMs());`,
    "first.ts": `import { deepest } from "./deepest.ts"; export const first = deepest;`,
    "second.ts": `export {};`,
    "deepest.ts": `${clock} export const deepest = nowMs();`,
  });
  const [deepest = 0, main = 0] = ran.stdout.trim().split(" ").map(Number);
  assert.ok(zeroOf(ran) <= deepest && deepest <= main, `${zeroOf(ran)} ${ran.stdout}`);
  // The first thing told of a program that runs; nothing before it belongs to the run.
  assert.equal(ran.reports[0]?.type, "zero");
});

test("a graph that does not link never reaches time zero, and no statement of it runs", async () => {
  const ran = await runIn(maker, {
    "main.ts": `import "./runs-first.ts"; import "./gone.ts";`,
    "runs-first.ts": `console.log("ran");`,
  });
  assert.deepEqual([ran.stdout, reportsOf(ran, "zero").length, ran.code], ["", 0, 1]);
});

test("files that import each other in a circle start at one time zero", async () => {
  const ran = await runIn(maker, {
    "main.ts": `import { b } from "./b.ts"; export const a = () => "a"; console.log(b());`,
    "b.ts": `import { a } from "./main.ts"; export const b = () => a() + "b";`,
  });
  assert.equal(ran.stdout, "ab\n");
  zeroOf(ran);
});

test("packages the program imports are loaded before time zero, wherever their import stands", async () => {
  const files = {
    "main.ts": `import "./early.ts"; import { loadedMs } from "slow"; console.log(loadedMs);`,
    "early.ts": `export {};`,
  };
  const ran = await runIn(maker, files, { packages: ["slow"] });
  assert.ok(Number(ran.stdout) <= zeroOf(ran), ran.stderr);
});

test("time zero of a CommonJS program lies between compiling it and running it", async () => {
  const ran = await runIn(maker, { "main.cjs": `${clock} console.log(nowMs());` });
  assert.ok(zeroOf(ran) <= Number(ran.stdout));
});

test("CommonJS imported by a module starts the clock as well", async () => {
  const ran = await runIn(maker, {
    "main.ts": `import { startedMs } from "./old.cjs"; console.log(startedMs);`,
    "old.cjs": `${clock} exports.startedMs = nowMs();`,
  });
  assert.ok(zeroOf(ran) <= Number(ran.stdout));
});

test("lines and columns are those of the source as typed, in every kind of file", async () => {
  const source = `  const here = new Error().stack.split("\\n")[1].match(/:(\\d+:\\d+)\\)?$/)[1];`;
  const ran = await runIn(maker, {
    "main.ts": `import "./a.cjs"; import "./b.mjs";\n${source}\nconsole.log(here);`,
    "a.cjs": `${source} console.log(here);`,
    "b.mjs": `${source} console.log(here); // a comment on the last line`,
  });
  assert.equal(ran.stdout, "1:16\n1:16\n2:16\n", ran.stderr);
});

/** Names of the cell's threads, once the program has said that it is ready. */
async function threadsOf(code: string, env: Record<string, string> = {}): Promise<string[]> {
  let names: string[] = [];
  const look = (cell: Cell) =>
    cell.stdout.once("data", () => {
      const tasks = readdirSync(`/proc/${cell.pid}/task`);
      names = tasks.map((task) => readFileSync(`/proc/${cell.pid}/task/${task}/comm`, "utf8").trim());
      cell.kill();
    });
  await runIn(maker, { "main.ts": code }, { env, warm: look });
  return names;
}
const pool = (names: string[]) => names.filter((name) => name === "libuv-worker").length;
const useThePool = `
  const { pbkdf2 } = await import("node:crypto");
  await new Promise((resolve) => pbkdf2("a", "b", 1, 8, "sha1", resolve));
  console.log("ready"); setInterval(() => {}, 1000);`;

test("nothing has touched libuv's pool before the program does: it sets its size in its first statement", async () => {
  assert.equal(pool(await threadsOf(`console.log("ready"); setInterval(() => {}, 1000);`)), 0);
  assert.equal(pool(await threadsOf(useThePool)), 4);
  assert.equal(pool(await threadsOf(`process.env.UV_THREADPOOL_SIZE = "8"; ${useThePool}`)), 8);
  assert.equal(pool(await threadsOf(useThePool, { UV_THREADPOOL_SIZE: "2" })), 2);
});

test("undici leaves the pool alone, too", async () => {
  assert.equal(pool(await threadsOf(`console.log(typeof fetch("data:,x")); setInterval(() => {}, 1000);`)), 0);
});

test("the environment is what was handed over and nothing of the host's", async () => {
  const ran = await runIn(
    maker,
    { "main.ts": "console.log(JSON.stringify(process.env)); console.log(new Date(0).getHours());" },
    { env: { APP_MODE: "test", TZ: "Asia/Seoul" } },
  );
  const [env, hours] = ran.stdout.trim().split("\n");
  const { HOME, TMPDIR, ...others } = JSON.parse(env ?? "");
  assert.equal(HOME, TMPDIR);
  assert.deepEqual(others, { NO_COLOR: "1", APP_MODE: "test", TZ: "Asia/Seoul" });
  assert.equal(hours, "9");
});

test("a program sees an ordinary Node: nothing of ours in its arguments, handlers, handles or globals", async () => {
  const ran = await runIn(maker, {
    "main.ts": `
      console.log(process.execArgv, process.argv.length, process.getActiveResourcesInfo());
      console.log(process.listenerCount("exit"), process.listenerCount("uncaughtException"));
      console.log(Reflect.ownKeys(globalThis).filter((key) => /lab|loop/i.test(String(key))));`,
  });
  assert.equal(ran.stdout, "[] 2 []\n0 0\n[]\n", ran.stderr);
});

test("fetch, WebSocket and their like are all there, as globals and from node:http", async () => {
  const ran = await runIn(maker, {
    "main.ts": `
      import http, { WebSocket as Named, createServer } from "node:http";
      const server = createServer((request, response) => response.end("hello")).listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      const answer = await fetch("http://127.0.0.1:" + server.address().port);
      console.log(await answer.text(), Named === WebSocket, http.CloseEvent === CloseEvent);
      server.close(); server.closeAllConnections();`,
  });
  assert.equal(ran.stdout, "hello true true\n", ran.stderr);
});

test("starting a process is not permitted, nor is the host's disk", async () => {
  const ran = await runIn(maker, {
    "main.ts": `
      import { spawnSync } from "node:child_process";
      import { readFileSync, writeFileSync } from "node:fs";
      for (const attempt of [
        () => spawnSync("id"),
        () => readFileSync("/etc/hostname"),
        () => writeFileSync("/var/tmp/escaped", ""),
        () => process.dlopen({ exports: {} }, "/x.node"),
      ]) {
        try { attempt(); console.log("worked"); } catch (error) { console.log(error.code); }
      }`,
  });
  assert.equal(ran.stdout, `${"ERR_ACCESS_DENIED\n".repeat(3)}ERR_DLOPEN_DISABLED\n`, ran.stderr);
});
