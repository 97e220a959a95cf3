import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { RunEvent } from "#protocol";
import { eventsOf, exitOf, printed, program, until } from "./testing.ts";

/** The program as an operator starts and stops it. */

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const start = (env: Record<string, string>) =>
  spawn(process.execPath, [main], {
    env: { NODE_ENV: "test", PATH: process.env.PATH, SANDBOX_ISOLATION: "process", SANDBOX_WARM_CELLS: "2", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

async function ready(port: number): Promise<void> {
  const ask = () =>
    fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await ask())) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Processes below this one, by /proc. */
function descendants(pid: number): number[] {
  const children = readdirSync("/proc").filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "latin1");
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === pid;
    } catch {
      return false;
    }
  });
  return children.flatMap((child) => [Number(child), ...descendants(Number(child))]);
}
const isAlive = (pid: number) => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "latin1"));
  } catch {
    return false;
  }
};
const onLinux = { skip: process.platform === "linux" ? false : "looks into /proc", timeout: 60_000 };

async function withRun(
  child: ChildProcess,
  port: number,
  use: (events: RunEvent[], over: Promise<void>) => Promise<void>,
) {
  try {
    await ready(port);
    const answer = await fetch(`http://127.0.0.1:${port}/api/runs`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(program("console.log(1); for (;;);", { limits: { wallMs: 60_000 } })),
    });
    const events: RunEvent[] = [];
    const over = (async () => {
      for await (const event of eventsOf(answer)) events.push(event);
    })();
    over.catch(() => {});
    await until(() => printed(events) !== "");
    await use(events, over);
  } finally {
    child.kill("SIGKILL");
  }
}

test("bad settings are refused at start, all of them by name", async () => {
  const child = start({ SANDBOX_PORT: "http", SANDBOX_MAX_RUNS: "none" });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  assert.equal(code, 1);
  assert.match(said, /SANDBOX_PORT: expected .* got "http"/);
  assert.match(said, /SANDBOX_MAX_RUNS: expected .* got "none"/);
});

test("a port that is taken is a clear end, and leaves no process", onLinux, async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as { port: number };
  const child = start({ SANDBOX_PORT: String(port) });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  other.close();
  assert.equal(code, 1);
  assert.match(said, /EADDRINUSE/);
});

test("programs without isolation are announced loudly, and nothing else disturbs the start", async () => {
  const port = await freePort();
  const child = start({ SANDBOX_PORT: String(port) });
  const said = text(child.stdout);
  const complained = text(child.stderr);
  await ready(port);
  child.kill("SIGTERM");
  assert.match(await said, /WITHOUT ISOLATION \(SANDBOX_ISOLATION asks for it\)/);
  assert.equal(await complained, "");
});

test("SIGTERM lets a run end within a grace, then cancels it with its exit, and nothing is left", onLinux, async () => {
  const port = await freePort();
  const child = start({ SANDBOX_PORT: String(port) });
  const left = once(child, "exit");
  await withRun(child, port, async (events, over) => {
    const below = descendants(child.pid as number);
    assert.ok(below.length >= 2);
    child.kill("SIGTERM");
    await over;
    assert.equal(exitOf(events).reason, "cancelled");
    assert.deepEqual(await left, [0, null]);
    await until(() => !below.some(isAlive));
  });
});

test("a second signal ends the grace at once", onLinux, async () => {
  const port = await freePort();
  const child = start({ SANDBOX_PORT: String(port) });
  const said: string[] = [];
  child.stdout.on("data", (chunk) => said.push(String(chunk)));
  const left = once(child, "exit");
  await withRun(child, port, async (events, over) => {
    const from = performance.now();
    child.kill("SIGINT");
    await until(() => said.join("").includes("shutting down"));
    child.kill("SIGINT");
    await over;
    assert.equal(exitOf(events).reason, "cancelled");
    assert.deepEqual(await left, [0, null]);
    assert.ok(performance.now() - from < 4_500, "it did not wait for the grace of 5 s");
  });
});

test("when the server itself is killed, no cell outlives it", onLinux, async () => {
  const port = await freePort();
  const child = start({ SANDBOX_PORT: String(port) });
  await withRun(child, port, async () => {
    const below = descendants(child.pid as number);
    child.kill("SIGKILL");
    await once(child, "exit");
    await until(() => !below.some(isAlive));
  });
});
