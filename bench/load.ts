/** The load generator beside autocannon: both in this process, one after the other, against the same server. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Phase } from "#protocol";
import { generate, type Sample } from "../sandbox-server/cell/load/generator.ts";
import { plan } from "../sandbox-server/cell/load/plan.ts";
import { createSamples } from "../sandbox-server/cell/load/samples.ts";
import { median, ms, row, times, title } from "./figures.ts";

type Result = { requests: { total: number }; latency: { p99: number } };
type Autocannon = (options: Record<string, unknown>) => Promise<Result>;
const autocannon: Autocannon = createRequire(join(import.meta.dirname, "peers/"))("autocannon");

const { port, stop } = await startServer();
const url = `http://127.0.0.1:${port}`;
await throughput();
await stall();
stop();

/** A process of its own, so that no one measured shares its loop; `/stall` blocks it for 500 ms. */
function startServer(): Promise<{ port: number; stop: () => void }> {
  const code = `
    const server = require("node:http").createServer((request, response) => {
      const until = performance.now() + (request.url === "/stall" ? 500 : 0);
      while (performance.now() < until);
      response.end("hello");
    }).listen(0, "127.0.0.1", () => console.log(server.address().port));`;
  const child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve) => {
    child.stdout.once("data", (line) => resolve({ port: Number(line), stop: () => child.kill() }));
  });
}

/** All the generator does in a cell, up to the bytes of its reports. */
function drive(phases: Phase[]): Promise<Sample[]> {
  return new Promise((resolve) => {
    const begin = performance.now();
    const all: Sample[] = [];
    const reports = createSamples(
      (data) => JSON.stringify({ type: "request", data }),
      () => {},
    );
    const telling = setInterval(reports.flush, 50);
    generate({
      streams: plan(phases),
      target: { host: "127.0.0.1", port },
      zeroMs: 0,
      now: () => performance.now() - begin,
      record(sample) {
        reports.add(sample);
        all.push(sample);
      },
      done() {
        clearInterval(telling);
        resolve(all);
      },
    });
  });
}

type Turn = { perSecond: number; cpuUs: number };

/** What one client did in its turn: this process does nothing else meanwhile. */
async function turn(seconds: number, client: () => Promise<number>): Promise<Turn> {
  const before = process.cpuUsage();
  const count = await client();
  const { user, system } = process.cpuUsage(before);
  return { perSecond: count / seconds, cpuUs: (user + system) / count };
}

async function throughput(rounds = 5, seconds = 2) {
  for (const connections of [10, 100]) {
    title(`A closed loop over ${connections} connections, ${rounds} times ${seconds} s each in turn`);
    const turns: { ours: Turn; theirs: Turn }[] = [];
    for (let round = 0; round <= rounds; round++) {
      const ours = await turn(seconds, async () => {
        const samples = await drive([{ path: "/", seconds, arrival: { connections } }]);
        const bad = samples.filter((sample) => sample.status !== 200).length;
        if (bad > 0) throw new Error(`expected every answer to be 200, got ${bad} others`);
        return samples.length;
      });
      const theirs = await turn(
        seconds,
        async () => (await autocannon({ url, connections, duration: seconds })).requests.total,
      );
      // The first round warms the server and both clients.
      if (round > 0) turns.push({ ours, theirs });
    }
    for (const [name, read, unit] of [
      ["requests a second", (of: Turn) => of.perSecond, ""],
      ["CPU for one request", (of: Turn) => of.cpuUs, " µs"],
    ] as const) {
      const mid = (whose: "ours" | "theirs") =>
        `${median(turns.map((each) => read(each[whose]))).toFixed(unit ? 1 : 0)}${unit}`;
      const ratio = median(turns.map(({ ours, theirs }) => read(ours) / read(theirs)));
      const line = `${name}: ours ${mid("ours")}, autocannon ${mid("theirs")}`;
      if (unit) row(line, times(ratio));
      else row(line, times(ratio), "≥ 1×", ratio >= 1);
    }
  }
}

async function stall(rate = 100, seconds = 2) {
  title(`p99 of ${rate} requests a second for ${seconds} s, in which the server once stalls for 500 ms`);
  const stalling: Phase = { path: "/stall", at: 0.5, seconds: 0.1, arrival: { burst: 1 } };
  const p99 = (samples: Sample[]) =>
    samples.map((sample) => sample.latencyMs).toSorted((a, b) => a - b)[Math.ceil(samples.length * 0.99) - 1] ?? 0;
  const open = p99(await drive([stalling, { path: "/", at: 0, seconds, arrival: { rate } }]));
  const closed = p99(await drive([stalling, { path: "/", at: 0, seconds, arrival: { connections: 1 } }]));
  const peer = autocannon({ url, connections: 10, overallRate: rate, duration: seconds });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await fetch(`${url}/stall`);
  row("ours, open loop", ms(open), "≥ 400 ms", open >= 400);
  row("ours, closed loop with one client", ms(closed));
  row("autocannon, overallRate over ten connections", ms((await peer).latency.p99));
}
