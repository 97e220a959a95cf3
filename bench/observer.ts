/** What it costs to be observed, beside the same program on bare node; and how right it is, beside other meters. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createProcessMaker } from "../sandbox-server/cells/process.ts";
import { reportsOf, runIn } from "../sandbox-server/cells/testing.ts";
import { median, ms, p95, row, title } from "./figures.ts";
import { meters } from "./observer/meters.mjs";

const peers = join(import.meta.dirname, "peers/");
const folder = mkdtempSync(join(tmpdir(), "bench-"));
const maker = await createProcessMaker();
let files = 0;
const source = (name: string) => readFileSync(join(import.meta.dirname, "observer", `${name}.mjs`), "utf8");

try {
  await overhead("CPU-bound", "cpu", 1.1);
  await overhead("3 000 000 awaits", "awaits", 1.25);
  await overheadOfHttp();
  await accuracy();
} finally {
  await maker.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Pairs in turn, so that both meet the same neighbours; the program times itself. */
async function overhead(what: string, name: string, target: number, pairs = 9) {
  title(`${what}: observed beside bare node, ${pairs} pairs in turn`);
  const bare: number[] = [];
  const observed: number[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const alone = JSON.parse(await onBareNode(source(name))).ms as number;
    const ran = await runIn(maker, { "main.mjs": source(name) }, { timeoutMs: 60_000 });
    if (ran.code !== 0) throw new Error(`${name}: expected code 0, got ${ran.code}: ${ran.stderr}`);
    // The first pair warms files and caches of both.
    if (pair === 0) continue;
    bare.push(alone);
    observed.push(JSON.parse(ran.stdout).ms);
  }
  tellRatio(bare, observed, target);
}

async function overheadOfHttp(pairs = 5, seconds = 3) {
  title(`HTTP over 20 connections: observed beside bare node, ${pairs} pairs of ${seconds} s in turn`);
  type Autocannon = (options: object) => Promise<{ requests: { total: number } }>;
  const autocannon = createRequire(peers)("autocannon") as Autocannon;
  const perRequest = async (port: number) => {
    const { requests } = await autocannon({ url: `http://127.0.0.1:${port}`, connections: 20, duration: seconds });
    await fetch(`http://127.0.0.1:${port}/end`);
    return (seconds * 1_000) / requests.total;
  };
  const bare: number[] = [];
  const observed: number[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const child = spawn(process.execPath, [file(source("http"))], { stdio: ["ignore", "pipe", "inherit"] });
    const alone = await perRequest(await firstNumber(child.stdout));
    let inCell = Number.NaN;
    await runIn(
      maker,
      { "main.mjs": source("http") },
      {
        timeoutMs: 60_000,
        warm: (cell) => {
          void firstNumber(cell.stdout)
            .then(perRequest)
            .then((value) => {
              inCell = value;
            });
        },
      },
    );
    if (pair === 0) continue;
    bare.push(alone);
    observed.push(inCell);
  }
  tellRatio(bare, observed, 1.1);
}

function tellRatio(bare: number[], observed: number[], target: number) {
  const ratios = observed.map((value, pair) => value / (bare[pair] as number));
  const ratio = median(ratios);
  const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  row(
    `bare ${time(median(bare))}, observed ${time(median(observed))}`,
    `${ratio.toFixed(3)}× (${spread})`,
    `≤ ${target}×`,
    ratio <= target,
  );
}

const time = (value: number) => (value < 1 ? `${(value * 1e3).toFixed(1)} µs` : ms(value));

type Truth = { from: number; to: number; line: number };
type Reading = { from: number; to: number; ms: number; line?: number | null };

async function accuracy() {
  title("Ten blocks of 20 to 500 ms, as they are and as they are read");
  const ran = await runIn(maker, { "blocks.mjs": source("blocks") });
  const zero = reportsOf(ran, "zero")[0]?.atMs ?? Number.NaN;
  const { truths } = JSON.parse(ran.stdout) as { truths: Truth[] };
  const blocks = reportsOf(ran, "block").filter(({ data }) => data.state !== "open");
  const lasting = reportsOf(ran, "lag").flatMap(({ data }) => data);
  tellAccuracy(
    "this observer",
    truths,
    blocks.map(({ data }) => {
      const from = zero + data.startMs;
      return { from, to: from + data.durationMs, ms: data.durationMs, line: data.line };
    }),
  );
  const seen = truths.filter(({ from, to }) =>
    lasting.some(({ t, lagMs }) => t + zero < to && t + zero > from && lagMs > 10),
  );
  row("  seen by it while they lasted", `${seen.length} of ${truths.length}`);
  for (const [name, prelude] of Object.entries(meters)) {
    const before = prelude.replace("PEERS", JSON.stringify(peers));
    const lines = before.split("\n").length - 1;
    const told = JSON.parse(await onBareNode(before + source("blocks"), "blocks-")) as {
      truths: Truth[];
      readings: { at: number; ms: number; line?: number }[];
    };
    // Wall clock to monotonic clock: both are read by this process now.
    const shift = performance.timeOrigin + performance.now() - Number(process.hrtime.bigint()) / 1e6;
    const readings = told.readings.map(({ at, ms, line }) => ({
      from: at - shift - ms,
      to: at - shift,
      ms,
      ...(line === undefined ? {} : { line: line - lines }),
    }));
    tellAccuracy(name, told.truths, readings);
  }
}

/** Each block beside the longest reading that came with it or soon after. */
function tellAccuracy(name: string, truths: Truth[], readings: Reading[]) {
  const offs: number[] = [];
  let missed = 0;
  let lines = 0;
  for (const { from, to, line } of truths) {
    const near = readings.filter((reading) => reading.to > from && reading.from < to + 50 && reading.to < to + 110);
    const best = near.sort((a, b) => b.ms - a.ms)[0];
    if (!best || best.ms < 10) {
      missed += 1;
      continue;
    }
    offs.push(Math.abs(best.ms - (to - from)));
    if (best.line != null && Math.abs(best.line - line) <= 1) lines += 1;
  }
  const off = offs.length ? `off by ${median(offs).toFixed(2)}, p95 ${p95(offs).toFixed(2)} ms` : "nothing";
  row(name, off, `${missed} missed, ${lines} of ${truths.length} lines right`);
}

function file(code: string, prefix = "program-"): string {
  const path = join(folder, `${prefix}${++files}.mjs`);
  writeFileSync(path, code);
  return path;
}

async function onBareNode(code: string, prefix?: string): Promise<string> {
  const child = spawn(process.execPath, [file(code, prefix)], { stdio: ["ignore", "pipe", "inherit"] });
  return text(child.stdout);
}

function firstNumber(stream: NodeJS.ReadableStream): Promise<number> {
  return new Promise((resolve) => stream.once("data", (chunk) => resolve(Number(String(chunk)))));
}
