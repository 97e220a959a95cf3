/** The databases beside a run: how soon one answers, what it takes while it waits, what the run that has them pays. */
import { statfsSync } from "node:fs";
import type { Service } from "#protocol";
import { prepareByHand } from "./by-hand.ts";
import { median, ms, p95, row, title } from "./figures.ts";
import { childrenOf, descendants, nameOf, pssMb } from "./processes.ts";
import { program, runOnce, startSandbox } from "./sandbox.ts";

type Kind = {
  service: Service;
  title: string;
  /** Of its processes, but for the walls' own. */
  process: string;
  /** Written to in its walls: memory that is no process's. */
  files: readonly string[];
  /** Its first line comes with the first answer. */
  asks: string;
};

const kinds: readonly Kind[] = [
  {
    service: "postgres",
    title: "PostgreSQL",
    process: "postgres",
    files: ["data", "data/base", "data/pg_wal"],
    asks: 'import { Client } from "pg"; const db = new Client(); await db.connect(); await db.query("SELECT 1");',
  },
  {
    service: "redis",
    title: "Redis",
    process: "redis-server",
    files: ["data"],
    asks: 'import { Redis } from "ioredis"; const redis = new Redis(); await redis.ping();',
  },
];
const answered = 'console.log("answered"); process.exit(0);';

await using byHand = await prepareByHand();
await firstQuery();
await memory();
await besideRuns();

async function firstQuery(rounds = 12) {
  await using cold = await startSandbox();
  await using warm = await startSandbox({ SANDBOX_WARM_SERVICES: "1" });
  for (const { service, title: name, asks } of kinds) {
    title(`${name}: from its start to the first query answered; in a run, from the request to the line after it`);
    const request = program(`${asks} ${answered}`, { services: [service] });
    const taken = { cold: [] as number[], warm: [] as number[], byHand: [] as number[] };
    let first = Number.NaN;
    for (let round = 0; round <= rounds; round++) {
      await cold.warm(1);
      const coldMs = await firstLine(cold.url, request);
      await warm.warm(1, kinds.length);
      const warmMs = await firstLine(warm.url, request);
      const started = await byHand[service]();
      await started.stop();
      // The first round makes what all others start from, and warms files.
      if (round === 0) first = coldMs;
      else {
        taken.cold.push(coldMs);
        taken.warm.push(warmMs);
        taken.byHand.push(started.firstQueryMs);
      }
    }
    row("started by hand, no run, no walls", ms(median(taken.byHand)), `p95 ${ms(p95(taken.byHand))}`);
    row("over HTTP, kept warm", ms(median(taken.warm)), `p95 ${ms(p95(taken.warm))}`);
    row("over HTTP, started for the run", ms(median(taken.cold)), `p95 ${ms(p95(taken.cold))}`);
    row("over HTTP, the first of a server", ms(first));
  }
}

async function memory() {
  title("Memory of one that waits, PSS, its walls' own processes with it");
  await using sandbox = await startSandbox({ SANDBOX_WARM_SERVICES: "1" });
  await sandbox.warm(1, kinds.length);
  for (const { service, title: name, process: wanted, files } of kinds) {
    const started = await byHand[service]();
    const hand = [started.pid, ...descendants(started.pid)];
    // Its outermost process is the server's own child.
    const tree = childrenOf(sandbox.pid)
      .map((outer) => [outer, ...descendants(outer)])
      .find((pids) => pids.some((pid) => nameOf(pid) === wanted));
    if (!tree) throw new Error(`expected ${wanted} below the server, got none`);
    const inside = tree.find((pid) => nameOf(pid) === wanted);
    row(
      `${name}, ${tree.length} processes (by hand ${hand.length}: ${mib(sum(hand.map(pssMb)))})`,
      mib(sum(tree.map(pssMb))),
    );
    row("  and its files, kept in memory", mib(sum(files.map((file) => usedMb(`/proc/${inside}/root/${file}`)))));
    await started.stop();
  }
}

/** Pairs in turn, so that both meet the same neighbours. */
async function besideRuns(pairs = 12, most = 400) {
  title(`A run with both beside a warm run without, ${pairs} pairs in turn: request to first line`);
  const imports = 'import { Client } from "pg"; import { Redis } from "ioredis";';
  const services = kinds.map(({ service }) => service);
  const without = program(`${imports} ${answered}`);
  const variants = {
    "the same program": program(`${imports} ${answered}`, { services }),
    "one that asks each of them first": program(`${kinds.map(({ asks }) => asks).join("\n")} ${answered}`, {
      services,
    }),
  };
  for (const [kept, size] of [
    ["kept warm", 1],
    ["started for the run", 0],
  ] as const) {
    await using sandbox = await startSandbox({ SANDBOX_WARM_SERVICES: String(size) });
    const warm = () => sandbox.warm(1, size * kinds.length);
    for (const [what, request] of Object.entries(variants)) {
      const plain: number[] = [];
      const beside: number[] = [];
      for (let pair = 0; pair <= pairs; pair++) {
        await warm();
        const plainMs = await firstLine(sandbox.url, without);
        await warm();
        const besideMs = await firstLine(sandbox.url, request);
        if (pair === 0) continue;
        plain.push(plainMs);
        beside.push(besideMs);
      }
      const more = median(beside) - median(plain);
      row(
        `${kept}, ${what}: ${ms(median(plain))} → ${ms(median(beside))}`,
        `+ ${ms(more)}`,
        `≤ + ${most} ms`,
        more <= most,
      );
    }
  }
}

async function firstLine(url: string, request: ReturnType<typeof program>): Promise<number> {
  const { firstByteMs, errors, exit } = await runOnce(url, request);
  if (exit?.reason !== "finished") throw new Error(`expected a run that finishes, got ${exit?.reason}: ${errors}`);
  return firstByteMs;
}

function usedMb(folder: string): number {
  const { blocks, bfree, bsize } = statfsSync(folder);
  return ((blocks - bfree) * bsize) / 2 ** 20;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function mib(value: number): string {
  return `${value.toFixed(1)} MiB`;
}
