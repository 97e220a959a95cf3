/** The cell beside its peers: first byte, throughput, memory, what is left behind. Ratios of one run. */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { limits, type RunRequestInput } from "#protocol";
import { median, ms, p95, row, times, title } from "./figures.ts";
import { commandOf, descendants, nameOf, pssMb } from "./processes.ts";
import { postRun, program, runOnce, startSandbox } from "./sandbox.ts";

const peers = join(import.meta.dirname, "peers/node_modules/.bin");
const folder = mkdtempSync(join(tmpdir(), "bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** 120 lines of ordinary typed code on top of node:http, whose first act is to print. */
export const snippet = [
  'import { createServer, type IncomingMessage } from "node:http";',
  'console.log("first", typeof createServer);',
  "type Order = { id: number; total: number; lines: readonly string[] };",
  ...Array.from(
    { length: 116 },
    (_, n) =>
      `function step${n}(order: Order, request?: IncomingMessage): number { return order.total + ${n} + (request ? 1 : 0); }`,
  ),
  "export const last = step115({ id: 1, total: 2, lines: [] });",
].join("\n");

await firstByte();
await throughput();
await quarterLoad();
await besideLoops();
await memory();
await leftBehind();

async function firstByte(rounds = 12) {
  title("First stdout byte of a 120-line TypeScript program that imports node:http");
  const file = join(folder, "main.ts");
  writeFileSync(file, snippet);
  await using sandbox = await startSandbox();
  const commands = {
    "bare node": [process.execPath, file],
    tsx: [join(peers, "tsx"), file],
    deno: [join(peers, "deno"), "run", "--allow-all", "--no-check", file],
    bun: [join(peers, "bun"), file],
  } as const;
  const taken: Record<string, number[]> = {};
  for (let round = 0; round <= rounds; round++) {
    // A server strips a text once: what comes again letter for letter, as lessons' code does, is told apart.
    for (const [name, code] of [
      ["seen before", snippet],
      ["new", `${snippet}\n// ${round}`],
    ] as const) {
      await sandbox.warm(1);
      const { firstByteMs } = await runOnce(sandbox.url, program(code));
      // The first round warms files and compilers of all alike, and is not counted.
      if (round > 0) taken[name] = [...(taken[name] ?? []), firstByteMs];
    }
    for (const [name, [command, ...args]] of Object.entries(commands)) {
      const time = await spawnedFirstByte(command, args);
      if (round > 0) taken[name] = [...(taken[name] ?? []), time];
    }
  }
  const targets: Record<string, number> = { "bare node": 20, deno: 10, bun: 5 };
  for (const kind of ["seen before", "new"]) {
    const own = median(taken[kind] ?? []);
    row(`warm cell, over HTTP, ${kind}`, ms(own), `p95 ${ms(p95(taken[kind] ?? []))}`);
    for (const name of Object.keys(commands)) {
      const ratio = median(taken[name] ?? []) / own;
      const target = targets[name];
      row(
        `${name}: ${ms(median(taken[name] ?? []))}`,
        times(ratio),
        target ? `≥ ${target}×` : "",
        target ? ratio >= target : undefined,
      );
    }
  }
}

async function spawnedFirstByte(command: string, args: readonly string[]): Promise<number> {
  const from = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NO_COLOR: "1" } });
  const first = await new Promise<number>((resolve, reject) => {
    child.stdout.once("data", () => resolve(performance.now() - from));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${command} printed nothing and ended with ${code}`)));
  });
  child.stdout.resume();
  if (child.exitCode === null) await new Promise((resolve) => child.once("exit", resolve));
  return first;
}

/** The same number of clients for both, each starting its next as soon as the last has ended. */
async function sustained(seconds: number, once: () => Promise<unknown>): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  let done = 0;
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      while (performance.now() < until) {
        await once();
        done++;
      }
    }),
  );
  return done / seconds;
}

function bareNode() {
  return new Promise((resolve) => spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }).once("exit", resolve));
}

async function throughput() {
  title("Sustained throughput, a fresh cell for each run, against spawning `node -e 0`");
  await using sandbox = await startSandbox();
  const trivial = program("0");
  const cells: number[] = [];
  const spawns: number[] = [];
  for (let round = 0; round < 3; round++) {
    spawns.push(await sustained(4, bareNode));
    cells.push(await sustained(4, () => runOnce(sandbox.url, trivial)));
  }
  const ratio = median(cells) / median(spawns);
  row(
    `cells ${median(cells).toFixed(1)}/s, node -e 0 ${median(spawns).toFixed(1)}/s`,
    times(ratio),
    "≥ 0.5×",
    ratio >= 0.5,
  );
}

async function quarterLoad() {
  title("A run's first byte at a quarter of what the pool can refill");
  await using sandbox = await startSandbox();
  const printing = program('console.log("x")');
  const capacity = await sustained(4, () => runOnce(sandbox.url, printing));
  const every = 4_000 / capacity;
  const taken: number[] = [];
  const running: Promise<unknown>[] = [];
  await sandbox.warm(1);
  for (let n = 0; n < 40; n++) {
    running.push(runOnce(sandbox.url, printing).then((seen) => taken.push(seen.firstByteMs)));
    await new Promise((resolve) => setTimeout(resolve, every));
  }
  await Promise.all(running);
  const bare: number[] = [];
  for (let n = 0; n < 8; n++) bare.push(await spawnedFirstByte(process.execPath, ["-e", 'console.log("x")']));
  const ratio = p95(taken) / median(bare);
  row(
    `p95 ${ms(p95(taken))} at ${(capacity / 4).toFixed(1)} runs/s, bare node ${ms(median(bare))}`,
    times(ratio),
    "≤ 0.5×",
    ratio <= 0.5,
  );
}

/** Each run a while after the last, as readers come: the pool refills meanwhile, on cores that are taken. */
async function besideLoops(loops = 30, runs = 30) {
  title(`A trivial run beside ${loops} endless loops of other clients`);
  await using sandbox = await startSandbox({ SANDBOX_MAX_RUNS: `${loops + 10}` });
  const whole = async () => {
    const taken: number[] = [];
    for (let n = 0; n < runs; n++) {
      taken.push((await runOnce(sandbox.url, program('console.log("x")'))).endMs);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return p95(taken);
  };
  const idle = await whole();
  const enough = new AbortController();
  const endless = program("for (;;);", { limits: { wallMs: limits.wallMs.max } });
  const started = Array.from({ length: loops }, () => startedRun(sandbox.url, endless, enough.signal));
  await Promise.all(started);
  const beside = await whole();
  enough.abort();
  row(`p95 ${ms(beside)}, idle ${ms(idle)}`, times(beside / idle), "≤ 4×", beside / idle <= 4);
}

/** Resolves when the program runs; it goes on until the signal. */
async function startedRun(url: string, request: RunRequestInput, signal: AbortSignal): Promise<void> {
  const response = await postRun(url, request, signal);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; !text.includes("event: started"); ) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) throw new Error("a loop ended before it was told to");
    text += value;
  }
}

/** Proportional set size in MiB of every cell's Node process below the server. */
function cellSizes(serverPid: number): number[] {
  return descendants(serverPid)
    .filter((pid) => nameOf(pid) !== "bwrap" && commandOf(pid).includes("boot"))
    .map(pssMb)
    .filter((size) => size > 0);
}

async function memory() {
  title("Memory");
  await using sandbox = await startSandbox({ SANDBOX_WARM_CELLS: "8" });
  await sandbox.warm(8);
  const sizes = cellSizes(sandbox.pid);
  row(
    `idle cell, PSS of ${sizes.length} beside each other`,
    `${median(sizes).toFixed(1)} MiB`,
    "≤ 25 MiB",
    median(sizes) <= 25,
  );
  const hog = "const kept: Buffer[] = []; for (;;) kept.push(Buffer.alloc(4 << 20, 1));";
  const peaks: number[] = [];
  for (let n = 0; n < 5; n++) peaks.push(Number((await runOnce(sandbox.url, program(hog))).exit?.peakRssMb));
  const over = Math.max(...peaks) / limits.rssMb;
  row(`highest peak of ${peaks.length} buffer bombs over the limit`, times(over), "≤ 1.15×", over <= 1.15);
}

async function leftBehind(runs = 500) {
  title(`After ${runs} runs`);
  await using sandbox = await startSandbox();
  const count = () => ({
    processes: descendants(sandbox.pid).length,
    descriptors: readdirSync(`/proc/${sandbox.pid}/fd`).length,
    files: Number(execFileSync("sh", ["-c", "ls -A /tmp | wc -l"], { encoding: "utf8" })),
    mounts: readFileSync("/proc/mounts", "utf8").split("\n").length,
    rssMb: Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${sandbox.pid}/status`, "utf8"))?.[1]) / 1_024,
  });
  for (let n = 0; n < 50; n++) await runOnce(sandbox.url, program("0"));
  await sandbox.warm(1);
  await settled(sandbox.pid);
  const before = count();
  for (let n = 0; n < runs; n += 2)
    await Promise.all([runOnce(sandbox.url, program("0")), runOnce(sandbox.url, program("0"))]);
  await settled(sandbox.pid);
  const after = count();
  for (const key of ["processes", "descriptors", "files", "mounts"] as const) {
    row(key, `${before[key]} → ${after[key]}`, "nothing more", after[key] <= before[key]);
  }
  row("the server's own memory", `${before.rssMb.toFixed(0)} → ${after.rssMb.toFixed(0)} MiB`);
}

/** Until the pool has refilled: the number of processes below the server has stopped changing. */
async function settled(pid: number) {
  let same = 0;
  for (let last = -1; same < 5; ) {
    const now = descendants(pid).length;
    same = now === last ? same + 1 : 0;
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
