import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Duplex, Readable } from "node:stream";
import { test } from "node:test";
import type { Cell, CellEnd, CellMaker } from "./cell.ts";
import { createCellPool, type WarmPool } from "./warm-pool.ts";

const never = new AbortController().signal;
const until = async (true_: () => boolean) => {
  while (!true_()) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** Real processes, the smallest there are, so that many can be had quickly. */
function sleepers() {
  const alive = new Set<number>();
  const seen = { started: 0, startingNow: 0, mostStarting: 0, fail: false };
  const maker: CellMaker = {
    isolation: "process",
    async start(signal) {
      signal.throwIfAborted();
      seen.startingNow += 1;
      seen.mostStarting = Math.max(seen.mostStarting, seen.startingNow);
      try {
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (seen.fail) throw new Error("no cells today");
        const child = spawn("sleep", ["60"], { stdio: ["ignore", "pipe", "pipe", "pipe"] });
        // What a killed process leaves in its pipes is no error of the pool's.
        for (const stream of child.stdio) stream?.on("error", () => {});
        await once(child, "spawn");
        const pid = child.pid as number;
        alive.add(pid);
        seen.started += 1;
        const ended = once(child, "exit").then(([code, signalName]): CellEnd => {
          alive.delete(pid);
          return { code, signal: signalName };
        });
        const kill = () => void child.kill("SIGKILL");
        return {
          isolation: "process",
          pid,
          stdout: child.stdout as Readable,
          stderr: child.stderr as Readable,
          channel: child.stdio[3] as unknown as Duplex,
          ended,
          kill,
          async [Symbol.asyncDispose]() {
            kill();
            await ended;
          },
        };
      } finally {
        seen.startingNow -= 1;
      }
    },
    async close() {},
  };
  return { maker, alive, seen };
}
const end = async (pool: WarmPool, alive: Set<number>) => {
  await pool[Symbol.asyncDispose]();
  await until(() => alive.size === 0);
};

test("so many cells are kept warm, each is given once, and the pool refills behind", async () => {
  const { maker, alive, seen } = sleepers();
  const pool = createCellPool({ maker, size: 3, cores: 4 });
  await until(() => pool.warm === 3);
  const pids = new Set<number>();
  for (let i = 0; i < 5; i++) {
    await using cell = await pool.take(never);
    pids.add(cell.pid);
  }
  assert.equal(pids.size, 5);
  await until(() => pool.warm === 3);
  assert.equal(seen.started, 8);
  await end(pool, alive);
});

test("no more start at a time than cores but one, and one where there is one", async () => {
  for (const [cores, most] of [
    [1, 1],
    [2, 1],
    [3, 2],
  ] as const) {
    const { maker, alive, seen } = sleepers();
    const pool = createCellPool({ maker, size: 6, cores });
    await until(() => pool.warm === 6);
    assert.equal(seen.mostStarting, most);
    await end(pool, alive);
  }
});

test("while a program runs and no core is spare, a pool that is not low starts nothing", async () => {
  const { maker, alive, seen } = sleepers();
  const pool = createCellPool({ maker, size: 4, cores: 2 });
  await until(() => pool.warm === 4);
  {
    await using _ = await pool.take(never);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(seen.started, 4);
  }
  await until(() => pool.warm === 4);
  await end(pool, alive);
});

test("a run that finds none warm gets the next one, in the order they asked", async () => {
  const { maker, alive } = sleepers();
  const pool = createCellPool({ maker, size: 1, cores: 1 });
  const order: number[] = [];
  const takes = [0, 1, 2, 3].map(async (index) => {
    const cell = await pool.take(never);
    order.push(index);
    return cell;
  });
  const cells = await Promise.all(takes);
  assert.deepEqual(order, [0, 1, 2, 3]);
  assert.equal(new Set(cells.map(({ pid }) => pid)).size, 4);
  for (const cell of cells) await cell[Symbol.asyncDispose]();
  await end(pool, alive);
});

test("a run that leaves while it waits takes no cell with it", async () => {
  const { maker, alive } = sleepers();
  const pool = createCellPool({ maker, size: 1, cores: 1 });
  const leaving = new AbortController();
  const taken = pool.take(leaving.signal);
  leaving.abort(new Error("gone"));
  await assert.rejects(taken, /gone/);
  await assert.rejects(pool.take(leaving.signal), /gone/);
  await until(() => pool.warm === 1);
  assert.equal(alive.size, 1);
  await end(pool, alive);
});

test("one that was started for a run that has left is not kept beyond the pool's size", async () => {
  const { maker, alive, seen } = sleepers();
  const pool = createCellPool({ maker, size: 0, cores: 2 });
  const leaving = new AbortController();
  const taken = [pool.take(leaving.signal), pool.take(leaving.signal)];
  leaving.abort(new Error("gone"));
  for (const take of taken) await assert.rejects(take, /gone/);
  await until(() => seen.started === 2 && alive.size === 0);
  assert.equal(pool.warm, 0);
  await end(pool, alive);
});

test("a cell that dies while it waits is replaced and never given away", async () => {
  const { maker, alive, seen } = sleepers();
  const failures: string[] = [];
  const pool = createCellPool({
    maker,
    size: 1,
    cores: 1,
    onFailure: (error) => failures.push((error as Error).message),
  });
  await until(() => pool.warm === 1);
  const [dead] = alive;
  process.kill(dead as number, "SIGKILL");
  await until(() => seen.started === 2 && pool.warm === 1);
  const cell: Cell = await pool.take(never);
  assert.notEqual(cell.pid, dead);
  assert.deepEqual(failures, ["a cell died while it waited for a program"]);
  await cell[Symbol.asyncDispose]();
  await end(pool, alive);
});

test("a maker that keeps failing is trouble for everyone who waits, and its recovery ends it", async () => {
  const { maker, alive, seen } = sleepers();
  seen.fail = true;
  const pool = createCellPool({ maker, size: 1, cores: 1 });
  assert.equal(pool.started, false);
  await assert.rejects(pool.take(never), /no cells today/);
  assert.equal(pool.trouble, "no cells today");
  seen.fail = false;
  await until(() => pool.warm === 1);
  assert.equal(pool.trouble, null);
  assert.equal(pool.started, true);
  await end(pool, alive);
});

test("closing kills what is warm and what is still starting, and refuses who waits", async () => {
  const { maker, alive } = sleepers();
  const pool = createCellPool({ maker, size: 3, cores: 4 });
  await until(() => pool.warm >= 1);
  await end(pool, alive);
  assert.equal(pool.warm, 0);
  const starting = createCellPool({ maker, size: 1, cores: 1 });
  const waiting = assert.rejects(starting.take(never), /closing/);
  await end(starting, alive);
  await waiting;
});
