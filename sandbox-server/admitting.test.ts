import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import type { RunEvent } from "#protocol";
import { begin, exitOf, program, refusalOf, startServer, type TestServer, typed, until } from "./testing.ts";

/** Who gets in, who waits, who is sent away, over HTTP with real cells. */

const sleep = (ms: number) =>
  program(`await new Promise((resolve) => setTimeout(resolve, ${ms}));`, { limits: { wallMs: 30_000 } });
const from = (client: string) => ({ headers: { "x-forwarded-for": client } });

const gauge = async (server: TestServer, name: string) =>
  Number(new RegExp(`^${name} (\\d+)`, "m").exec(await (await server.fetch("/metrics")).text())?.[1]);

test("runs wait in line, hear each new position, and start in the order they came", async () => {
  await using server = await startServer({ env: { SANDBOX_MAX_RUNS: "1", SANDBOX_QUEUE: "2" } });
  const first = await begin(server, sleep(20_000));
  await first.has("started");
  const second = await begin(server, sleep(1));
  await second.has("queued");
  const third = await begin(server, sleep(1));
  await third.has("queued");
  assert.deepEqual([await gauge(server, "sandbox_active_runs"), await gauge(server, "sandbox_waiting_runs")], [1, 2]);

  const full = await refusalOf(await server.post(sleep(1)));
  assert.deepEqual([full.status, full.code], [503, "busy"]);
  assert.match(full.retryAfter ?? "", /^[1-9]\d*$/);

  first.cancel();
  await Promise.all([second.over, third.over]);
  assert.deepEqual(typed(second.events, "queued"), [{ position: 1 }]);
  assert.deepEqual(typed(third.events, "queued"), [{ position: 2 }, { position: 1 }]);
  for (const { events } of [second, third]) assert.equal(exitOf(events).reason, "finished");
  const startedAt = ({ events }: { events: RunEvent[] }) => typed(events, "started")[0]?.epochMs ?? 0;
  assert.ok(startedAt(second) < startedAt(third));
  assert.equal(await gauge(server, "sandbox_active_runs"), 0);
});

test("a run that leaves the line takes nobody's place", async () => {
  await using server = await startServer({ env: { SANDBOX_MAX_RUNS: "1", SANDBOX_QUEUE: "5" } });
  const first = await begin(server, sleep(20_000));
  const leaving = await begin(server, sleep(20_000));
  await leaving.has("queued");
  const staying = await begin(server, sleep(1));
  await staying.has("queued");
  leaving.cancel();
  await until(() => typed(staying.events, "queued").length === 2);
  first.cancel();
  await staying.over;
  assert.equal(exitOf(staying.events).reason, "finished");
});

test("one client has so many at once, and another is not in its way", async () => {
  await using server = await startServer({ env: { SANDBOX_CLIENT_RUNS: "2" } });
  const own = [
    await begin(server, sleep(20_000), from("192.0.2.1").headers),
    await begin(server, sleep(20_000), from("192.0.2.1").headers),
  ];
  const refusal = await refusalOf(await server.post(sleep(1), from("192.0.2.1")));
  assert.deepEqual([refusal.status, refusal.code], [429, "too-many-runs"]);
  assert.match(refusal.retryAfter ?? "", /^[1-9]\d*$/);
  const other = await begin(server, sleep(1), from("192.0.2.2").headers);
  await other.over;
  own[0]?.cancel();
  await until(() => server.log.some((line) => line.includes('"reason":"cancelled"')));
  const again = await begin(server, sleep(1), from("192.0.2.1").headers);
  await again.over;
  own[1]?.cancel();
});

test("one client has so many a minute; refused requests do not count, other clients neither", async () => {
  await using server = await startServer({ env: { SANDBOX_RATE_LIMIT: "2" } });
  for (const code of ["bad-path", "bad-path", "bad-path"]) {
    const refusal = await refusalOf(
      await server.post({ files: [{ path: "/", code: "" }], entry: "/" }, from("192.0.2.1")),
    );
    assert.equal(refusal.code, code);
  }
  for (let i = 0; i < 2; i++) assert.equal((await server.post(sleep(1), from("192.0.2.1"))).status, 200);
  const refusal = await refusalOf(await server.post(sleep(1), from("192.0.2.1")));
  assert.deepEqual([refusal.status, refusal.code], [429, "rate-limited"]);
  assert.ok(Number(refusal.retryAfter) >= 1 && Number(refusal.retryAfter) <= 60, String(refusal.retryAfter));
  assert.equal((await server.post(sleep(1), from("192.0.2.2"))).status, 200);
});

test("forged headers of a peer nobody trusts share one limit; a /64 of IPv6 is one client", async () => {
  await using distrusting = await startServer({ env: { SANDBOX_RATE_LIMIT: "1", TRUSTED_PROXIES: "192.0.2.99" } });
  assert.equal((await distrusting.post(sleep(1), from("192.0.2.1"))).status, 200);
  assert.equal((await distrusting.post(sleep(1), from("192.0.2.2"))).status, 429);
  await using server = await startServer({ env: { SANDBOX_RATE_LIMIT: "1" } });
  assert.equal((await server.post(sleep(1), from("203.0.113.1, 2001:db8::1"))).status, 200);
  assert.equal((await server.post(sleep(1), from("203.0.113.2, 2001:db8::2"))).status, 429);
});

const redisPath = await hasRedis();

test("two servers with one Redis share the limit; with Redis gone runs go on", {
  skip: !redisPath && "redis-server is not installed",
}, async () => {
  const port = await freePort();
  const redis = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--daemonize", "no"],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  try {
    let said = "";
    redis.stdout.on("data", (chunk) => {
      said += chunk;
    });
    await until(() => said.includes("Ready to accept connections"));
    const env = { SANDBOX_RATE_LIMIT: "2", REDIS_URL: `redis://127.0.0.1:${port}` };
    await using one = await startServer({ env });
    await using two = await startServer({ env });
    const statuses: number[] = [];
    for (const server of [one, two, one, two]) statuses.push((await server.post(sleep(1), from("192.0.2.1"))).status);
    assert.deepEqual(statuses, [200, 200, 429, 429]);
    redis.kill("SIGKILL");
    await once(redis, "exit");
    assert.equal((await one.post(sleep(1), from("192.0.2.1"))).status, 200);
    await until(() => one.log.some((line) => line.includes("Redis cannot be reached")));
  } finally {
    redis.kill("SIGKILL");
  }
});

test("fifty runs whose clients leave at any moment leave nothing behind", { timeout: 120_000 }, async () => {
  await using server = await startServer({
    env: { SANDBOX_MAX_RUNS: "4", SANDBOX_QUEUE: "100", SANDBOX_WARM_CELLS: "2" },
  });
  const spinning = program("setInterval(() => {}, 1000); for (;;);", { limits: { wallMs: 60_000 } });
  await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const cancel = new AbortController();
      const left = setTimeout(() => cancel.abort(), index * 40);
      try {
        await (await server.post(spinning, { signal: cancel.signal })).text();
      } catch {
        assert.ok(cancel.signal.aborted);
      } finally {
        clearTimeout(left);
      }
    }),
  );
  assert.equal(exitOf(await server.run("1;")).reason, "finished");
  await until(() => server.cells.size === server.warm);
  assert.deepEqual([await gauge(server, "sandbox_active_runs"), await gauge(server, "sandbox_waiting_runs")], [0, 0]);
});

test("without a cell to be had every run is refused, and readiness says why", async () => {
  await using server = await startServer({ broken: "bubblewrap cells need bubblewrap\n    at some place of ours" });
  const run = await refusalOf(await server.post(sleep(1)));
  assert.deepEqual([run.status, run.code], [503, "no-isolation"]);
  assert.match(run.message, /\/health\/ready says why/);
  const ready = await refusalOf(await server.fetch("/health/ready"));
  assert.deepEqual(
    [ready.status, ready.code, ready.message],
    [503, "no-isolation", "bubblewrap cells need bubblewrap"],
  );
  assert.equal((await server.fetch("/health/live")).status, 200);
});

test("draining: not ready, no new runs, waiting ones cancelled, running ones may end", async () => {
  await using server = await startServer({ env: { SANDBOX_MAX_RUNS: "1" } });
  await until(() => server.warm > 0);
  assert.equal((await server.fetch("/health/ready")).status, 200);
  const running = await begin(server, sleep(1_000));
  await running.has("started");
  const waiting = await begin(server, sleep(20_000));
  await waiting.has("queued");
  const drained = server.drain(20_000);
  for (const answer of [await server.post(sleep(1)), await server.fetch("/health/ready")]) {
    assert.deepEqual((await refusalOf(answer)).code, "draining");
  }
  await drained;
  await Promise.all([running.over, waiting.over]);
  assert.equal(exitOf(waiting.events).reason, "cancelled");
  assert.equal(exitOf(running.events).reason, "finished");
});

test("after the grace, or when hurried, what still runs is cancelled, with its exit", async () => {
  for (const how of ["grace", "hurry"] as const) {
    await using server = await startServer();
    const running = await begin(server, program("console.log(1); for (;;);", { limits: { wallMs: 60_000 } }));
    await running.has("stdout");
    const drained = server.drain(how === "grace" ? 100 : 60_000);
    if (how === "hurry") server.hurry();
    await drained;
    await running.over;
    const { reason, code, signal, wallMs } = exitOf(running.events);
    assert.deepEqual({ reason, code, signal }, { reason: "cancelled", code: null, signal: null });
    assert.ok(wallMs > 0);
  }
});

test("the metrics an operator needs are there", async () => {
  await using server = await startServer();
  await server.run("console.log(1);");
  await server.fetch("/api/nope");
  const text = await (await server.fetch("/metrics")).text();
  for (const line of [
    /^sandbox_active_runs 0$/m,
    /^sandbox_warm_cells \d+$/m,
    /^sandbox_queue_wait_seconds_count 1$/m,
    /^sandbox_first_byte_seconds_count 1$/m,
    /^sandbox_run_wall_seconds_count 1$/m,
    /^sandbox_runs_total\{reason="finished"\} 1$/m,
    /^sandbox_refusals_total\{code="not-found"\} 1$/m,
  ]) {
    assert.match(text, line);
  }
});

async function hasRedis(): Promise<boolean> {
  const found = spawn("redis-server", ["--version"], { stdio: "ignore" });
  return new Promise((resolve) =>
    found.once("error", () => resolve(false)).once("exit", (code) => resolve(code === 0)),
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
