import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Readable } from "node:stream";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Cell, CellEnd, CellMaker } from "./cell.ts";
import { mayReadDeaths } from "./death.ts";
import { anyProgram, noBubblewrap, openWalls, runModule } from "./walls-testing.ts";

const skip = noBubblewrap;
const isRoot = process.geteuid?.() === 0;
/** Root in a container without CAP_SYS_PTRACE. */
const blind = !mayReadDeaths() && "this server may not look into its cells";
let maker: CellMaker;
before(async () => {
  if (!skip) maker = await openWalls(anyProgram);
});
after(() => maker?.close());

const start = () => maker.start(AbortSignal.timeout(20_000));
const alive = (pid: number) => existsSync(`/proc/${pid}`);
const statusOf = (pid: number) => readFileSync(`/proc/${pid}/status`, "latin1");
const parentOf = (pid: number) => Number(/^PPid:\s+(\d+)/m.exec(statusOf(pid))?.[1]);
const treeOf = ({ pid }: Cell) => [pid, parentOf(pid), parentOf(parentOf(pid))];

/** However a program ends, its parent hears what really happened. */
const ends: Record<string, { code: string; end: CellEnd; skip?: false | string }> = {
  "comes to its end": { code: "1", end: { code: 0, signal: null } },
  "exits with a code": { code: "process.exit(7)", end: { code: 7, signal: null } },
  "exits with the number of a signal": { code: "process.exit(137)", end: { code: 137, signal: null }, skip: blind },
  "exits with the number of an abort": { code: "process.exit(134)", end: { code: 134, signal: null }, skip: blind },
  throws: { code: "throw new Error('x')", end: { code: 1, signal: null } },
  aborts: { code: "process.abort()", end: { code: null, signal: "SIGABRT" } },
  "kills itself": { code: "process.kill(process.pid, 'SIGKILL')", end: { code: null, signal: "SIGKILL" } },
  "terminates itself": { code: "process.kill(process.pid, 'SIGTERM')", end: { code: null, signal: "SIGTERM" } },
  crashes: { code: "process.kill(process.pid, 'SIGSEGV')", end: { code: null, signal: "SIGSEGV" } },
  "lets go of its life line first": {
    code: "import fs from 'node:fs'; fs.closeSync(4); setTimeout(() => process.exit(9), 100)",
    end: { code: 9, signal: null },
  },
  "floods its life line first": {
    code: "import fs from 'node:fs'; try { for (let i = 0; i < 99; i++) fs.writeSync(4, 'x'.repeat(1e5)) } catch {} process.exit(9)",
    end: { code: 9, signal: null },
  },
  "tries to wake its init first": {
    code: "try { process.kill(1, 'SIGCONT') } catch (error) { process.exit(error.code === 'EPERM' ? 9 : 10) }",
    end: { code: 9, signal: null },
  },
};

for (const [way, { code, end, skip: unheard = false }] of Object.entries(ends)) {
  test(`a program that ${way} is heard to`, { skip: skip || unheard }, async () => {
    assert.deepEqual((await runModule(maker, code)).end, end);
  });
}

test("kill takes the whole tree and leaves no zombie, however often it is called", { skip }, async () => {
  const cells = await Promise.all([start(), start(), start()]);
  const tree = cells.flatMap(treeOf);
  assert.ok(tree.every(alive));
  for (const cell of cells) for (let times = 0; times < 3; times++) cell.kill();
  const ended = await Promise.all(cells.map((cell) => cell.ended));
  assert.deepEqual(new Set(ended.map((end) => end.signal)), new Set(["SIGKILL"]));
  assert.deepEqual(tree.filter(alive), []);
  for (const cell of cells) cell.kill();
  for (const cell of cells) await cell[Symbol.asyncDispose]();
});

test("a cell that is killed by somebody else while it waits is known to be gone", { skip }, async () => {
  await using cell = await start();
  process.kill(cell.pid, "SIGKILL");
  assert.deepEqual(await cell.ended, { code: null, signal: "SIGKILL" });
});

test("all that was printed before an end arrives, though its reader is slow", { skip }, async () => {
  await using cell = await start();
  cell.channel
    .on("error", () => {})
    .write("import fs from 'node:fs'; fs.writeSync(1, 'x'.repeat(900_000)); process.abort()");
  let bytes = 0;
  for await (const chunk of cell.stdout) {
    bytes += (chunk as Buffer).length;
    await delay(5);
  }
  assert.equal(bytes, 900_000);
});

test("cells come and go without leaving descriptors, mounts or processes", { skip }, async () => {
  const count = () => ({
    descriptors: readdirSync("/proc/self/fd").length,
    mounts: readFileSync("/proc/self/mountinfo", "utf8").split("\n").length,
    children: readFileSync("/proc/self/task/self/children".replace("task/self", `task/${process.pid}`), "utf8"),
  });
  await (await start())[Symbol.asyncDispose]();
  await delay(50);
  const atFirst = count();
  for (let round = 0; round < 4; round++) {
    const cells = await Promise.all([start(), start(), start()]);
    await Promise.all(cells.map((cell) => cell[Symbol.asyncDispose]()));
  }
  await until(() => count().descriptors <= atFirst.descriptors);
  assert.deepEqual(count(), atFirst);
});

test("a start that is not wanted any more leaves nothing", { skip }, async () => {
  const children = () => readFileSync(`/proc/self/task/${process.pid}/children`, "utf8");
  const before = children();
  const wanted = new AbortController();
  const starting = maker.start(wanted.signal);
  setTimeout(() => wanted.abort(new Error("not wanted")), 15);
  await assert.rejects(starting, /not wanted/);
  await assert.rejects(maker.start(AbortSignal.abort(new Error("not wanted"))), /not wanted/);
  assert.equal(children(), before);
});

test("what bubblewrap complains of is passed on", { skip }, async () => {
  const broken = await openWalls(anyProgram, { walls: (args) => ["--no-such-wall", ...args] });
  try {
    await assert.rejects(broken.start(AbortSignal.timeout(20_000)), /Unknown option --no-such-wall/);
  } finally {
    await broken.close();
  }
});

test("no two living cells have one user, and none is root", {
  skip: skip || (!isRoot && "only root can give users"),
}, async () => {
  const cells = await Promise.all([start(), start(), start(), start()]);
  const uids = cells.map(({ pid }) => Number(/^Uid:\s+(\d+)/m.exec(statusOf(pid))?.[1]));
  assert.equal(new Set(uids).size, cells.length);
  assert.ok(uids.every((uid) => uid >= 60_578 && uid <= 61_183));
  for (const cell of cells) await cell[Symbol.asyncDispose]();
});

/** A server of its own with one cell, and that cell's pid; further descriptors from 3 on. */
async function startServer(...further: ("ignore" | number)[]): Promise<{ server: ChildProcess; pid: number }> {
  const program = fileURLToPath(new URL("fixtures/one-cell.ts", import.meta.url));
  const stdio = ["ignore" as const, "pipe" as const, "inherit" as const, ...further];
  const server = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program], { stdio });
  for await (const said of server.stdout as Readable) return { server, pid: Number(said) };
  throw new Error("expected a server with one cell, got none");
}

test("a cell holds only its own descriptors, whatever its server was started with", {
  skip: skip || blind,
}, async () => {
  // Far above the rest, so that Node at its start does not mark it as its own.
  const { server, pid } = await startServer(...Array(40).fill("ignore"), openSync("/etc/hostname", "r"));
  const targets = (of: number) => readdirSync(`/proc/${of}/fd`).map((fd) => readlinkSync(`/proc/${of}/fd/${fd}`));
  try {
    const other = targets(pid).filter((target) => !/^(\/dev\/null|(socket|pipe|anon_inode):.*)$/.test(target));
    assert.ok(targets(server.pid as number).includes("/etc/hostname"));
    assert.deepEqual(other, []);
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
});

test("a server that is killed takes its cells with it", { skip }, async () => {
  const { server, pid } = await startServer();
  const tree = [pid, parentOf(pid), parentOf(parentOf(pid))];
  server.kill("SIGKILL");
  await once(server, "exit");
  const gone = (each: number) => !alive(each) || /^State:\s+Z/m.test(statusOf(each));
  await until(() => tree.every(gone));
  assert.ok(tree.every(gone));
});

const limits: Record<string, { code: string; said: string }> = {
  "1 024 descriptors": {
    code: `import fs from "node:fs"; let open = 5; try { for (;; open++) fs.openSync("/dev/null"); } catch (error) { console.log(error.code, fs.readdirSync !== undefined) }`,
    said: "EMFILE true\n",
  },
  "64 MiB of disk": {
    code: `import fs from "node:fs"; const file = fs.openSync("/tmp/a", "w"); let mib = 0;
      try { for (const block = Buffer.alloc(1 << 20); ; mib++) fs.writeSync(file, block) } catch (error) { console.log(error.code, mib) }`,
    said: "ENOSPC 64\n",
  },
  "files of 64 MiB, even hollow ones": {
    code: `import fs from "node:fs"; try { fs.ftruncateSync(fs.openSync("/tmp/a", "w"), 65 << 20) } catch (error) { console.log(error.code) }`,
    said: "EFBIG\n",
  },
};

for (const [limit, { code, said }] of Object.entries(limits)) {
  test(`a cell has ${limit}`, { skip }, async () => {
    assert.equal((await runModule(maker, code)).stdout, said);
  });
}

/** Waits for what comes soon; the assertion that follows says what did not. */
async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !condition(); tries++) await delay(10);
}
