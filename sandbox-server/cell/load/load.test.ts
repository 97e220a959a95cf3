import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { EventData, Phase } from "#protocol";
import type { CellMaker } from "../../cells/cell.ts";
import { createProcessMaker } from "../../cells/process.ts";
import { type Ran, reportsOf, runIn } from "../../cells/testing.ts";

let maker: CellMaker;
before(async () => {
  maker = await createProcessMaker();
});
after(() => maker.close());

const samplesOf = (ran: Ran): EventData<"request"> => reportsOf(ran, "request").flatMap((report) => report.data);
const errorsOf = (ran: Ran) => reportsOf(ran, "error").map((report) => report.data);
const run = (code: string, load: Phase[], more: Record<string, string> = {}) =>
  runIn(maker, { "main.ts": code, ...more }, { load });

const hundred: Phase = { path: "/", seconds: 1, arrival: { rate: 100 } };
const short: Phase = { path: "/", seconds: 0.2, arrival: { rate: 50 } };

const ok = (more = "", before = "") => `
import { createServer } from "node:http";
${before}
const server = createServer((request, response) => { ${more} response.end("ok"); });
server.listen(0);`;

test("a load finds the server, and the run ends with it: code 0, every planned request told", async () => {
  const ran = await run(ok(), [short]);
  assert.equal(ran.code, 0, ran.stderr);
  assert.deepEqual([errorsOf(ran), ran.torn, ran.stderr], [[], [], ""]);
  const samples = samplesOf(ran);
  assert.equal(samples.length, 10);
  assert.ok(samples.every((sample) => sample.status === 200));
});

test("samples leave the cell while the learner's loop is blocked", async () => {
  const ran = await run(
    ok(`
    if (request.url === "/block") {
      response.end("first");
      const until = performance.now() + 900;
      console.log("blocked");
      setImmediate(() => { while (performance.now() < until); console.log("free"); });
      return;
    }`),
    [
      { path: "/block", seconds: 0.01, arrival: { burst: 1 } },
      { path: "/", seconds: 0.3, at: 0, arrival: { rate: 100 } },
    ],
  );
  assert.equal(ran.code, 0, ran.stderr);
  const samples = samplesOf(ran);
  assert.equal(samples.length, 31);
  // Told in order of their reports: the answer of before the block comes in a report of its own, and first.
  const first = reportsOf(ran, "request")[0]?.data ?? [];
  assert.ok(first.length < 31 && first.every((sample) => sample.latencyMs < 500));
  assert.ok(samples.filter((sample) => sample.latencyMs > 300).length >= 20);
});

test("a 500 ms stall of the loop: p99 of an open loop shows it, a closed loop hides it", async () => {
  const stalling = ok(
    `
    if (!globalThis.stalled && performance.now() - begin > 300) {
      globalThis.stalled = true;
      const until = performance.now() + 500;
      while (performance.now() < until);
    }`,
    "const begin = performance.now();",
  );
  const percentile = (samples: EventData<"request">, p: number) =>
    samples.map((sample) => sample.latencyMs).toSorted((a, b) => a - b)[Math.ceil((p / 100) * samples.length) - 1] ?? 0;
  const open = samplesOf(await run(stalling, [hundred]));
  const closed = samplesOf(await run(stalling, [{ path: "/", seconds: 1, arrival: { connections: 1 } }]));
  assert.equal(open.length, 100);
  assert.ok(percentile(open, 99) >= 400, `open loop p99 ${percentile(open, 99)} ms`);
  assert.ok(percentile(open, 99) > 5 * percentile(closed, 99), `closed loop p99 ${percentile(closed, 99)} ms`);
  assert.equal(closed.filter((sample) => sample.latencyMs > 400).length, 1);
});

test("answers outstanding at the end of the profile are waited for", async () => {
  const ran = await run(ok("setTimeout(() => response.end(), 800); return;"), [
    { path: "/", seconds: 0.05, arrival: { burst: 5 } },
  ]);
  assert.equal(ran.code, 0);
  const samples = samplesOf(ran);
  assert.deepEqual(
    samples.map((sample) => sample.status),
    [200, 200, 200, 200, 200],
  );
  assert.ok(samples.every((sample) => sample.latencyMs >= 790));
});

test("a server that listens late shifts the profile: no request is planned before it listened", async () => {
  const ran = await run(ok("", "await new Promise((resolve) => setTimeout(resolve, 700));"), [
    short,
    { ...short, at: 0.1 },
  ]);
  assert.equal(ran.code, 0, ran.stderr);
  const intended = samplesOf(ran)
    .map((sample) => sample.intendedMs)
    .sort((a, b) => a - b);
  assert.equal(intended.length, 20);
  assert.ok((intended[0] ?? 0) >= 700);
  assert.ok(samplesOf(ran).every((sample) => sample.latencyMs < 600));
});

test("a phase whose time has not come is waited for, however early the server listens", async () => {
  const ran = await run(ok(), [{ ...short, at: 0.5 }]);
  assert.equal(ran.code, 0, ran.stderr);
  const intended = samplesOf(ran).map((sample) => sample.intendedMs);
  assert.deepEqual(
    intended.toSorted((a, b) => a - b),
    Array.from({ length: 10 }, (_, n) => 500 + n * 20),
  );
});

const addresses = {
  "IPv4 only": '0, "127.0.0.1"',
  "every IPv4 address": '0, "0.0.0.0"',
  "IPv6 only": '{ port: 0, host: "::", ipv6Only: true }',
  "a socket file": 'process.cwd() + "/x.sock"',
};
for (const [name, address] of Object.entries(addresses)) {
  test(`the server is found wherever it listens: ${name}`, async () => {
    const ran = await run(ok().replace("listen(0)", `listen(${address})`), [short]);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual(new Set(samplesOf(ran).map((sample) => sample.status)), new Set([200]));
  });
}

test("a server of raw sockets is a server too", async () => {
  const ran = await run(
    `import { createServer } from "node:net";
    createServer((socket) => socket.on("data", () => socket.write("HTTP/1.1 299 Raw\\r\\ncontent-length: 0\\r\\n\\r\\n"))).listen(0);`,
    [short],
  );
  assert.deepEqual([...new Set(samplesOf(ran).map((sample) => sample.status))], [299]);
});

test("the load goes to the first server, and one of lab's is none", async () => {
  const ran = await run(
    `import { lab } from "lab";
    import { createServer } from "node:http";
    const upstream = await lab.upstream({ latency: 1 });
    createServer(async (_, response) => response.writeHead((await fetch(upstream.url)).status === 200 ? 201 : 500).end())
      .listen(0, () => createServer((_, response) => response.writeHead(418).end()).listen(0));`,
    [short],
  );
  assert.equal(ran.code, 0, ran.stderr);
  assert.deepEqual([...new Set(samplesOf(ran).map((sample) => sample.status))], [201]);
});

test("a program that ends before it listened is an error of the load", async () => {
  for (const code of [
    "console.log(1);",
    "setTimeout(() => {}, 100);",
    "process.exit(0);",
    "setTimeout(() => process.exit(), 50)",
  ]) {
    const ran = await run(code, [short]);
    assert.equal(ran.code, 1, code);
    assert.deepEqual(errorsOf(ran), [
      { kind: "load", message: "expected a server that listens before the program ends, got none" },
    ]);
  }
});

test("a program that fails before it listened keeps its own error", async () => {
  const thrown = await run('throw new Error("mine");', [short]);
  assert.equal(thrown.code, 1);
  assert.deepEqual(
    errorsOf(thrown).map(({ kind }) => kind),
    ["uncaught"],
  );
  const module = await run('import "./nowhere.ts";', [short]);
  assert.equal(module.code, 1);
  assert.deepEqual(
    errorsOf(module).map(({ kind }) => kind),
    ["module"],
  );
  const exited = await run("process.exit(7);", [short]);
  assert.deepEqual([exited.code, errorsOf(exited)], [7, []]);
});

test("a program that does not listen within 3 s is an error of the load, also when it blocks past them", async () => {
  const never = await run("setInterval(() => {}, 1_000);", [short]);
  const late = await run(ok("", "const until = performance.now() + 3_200; while (performance.now() < until);"), [
    short,
  ]);
  for (const ran of [never, late]) {
    assert.equal(ran.code, 1);
    assert.deepEqual(errorsOf(ran), [
      { kind: "load", message: "expected a server that listens within 3 s of the start, got none" },
    ]);
    assert.deepEqual(samplesOf(ran), []);
  }
});

test("a server with TLS is passed by, and the error says so", async () => {
  const ran = await run(
    'import { createServer } from "node:https"; createServer({}).listen(0, () => process.exit(0));',
    [short],
  );
  assert.equal(ran.code, 1);
  assert.match(errorsOf(ran)[0]?.message ?? "", /got none but one with TLS/);
});

test("a program that ends inside its load ends as it would: its code, and whoever waited is told as closed", async () => {
  for (const code of [0, 7]) {
    const ran = await run(ok(`if (request.url === "/end") setTimeout(() => process.exit(${code}), 100); return;`), [
      { path: "/end", seconds: 5, arrival: { burst: 3 } },
    ]);
    assert.equal(ran.code, code);
    assert.deepEqual(
      samplesOf(ran).map(({ status, error }) => [status, error]),
      [
        [null, "closed"],
        [null, "closed"],
        [null, "closed"],
      ],
    );
  }
  const crash = await run(ok('throw new Error("crash");'), [{ path: "/", seconds: 5, arrival: { burst: 1 } }]);
  assert.equal(crash.code, 1);
  assert.deepEqual(
    errorsOf(crash).map(({ kind, line }) => [kind, line]),
    [["uncaught", 4]],
  );
  assert.equal(samplesOf(crash).length, 1);
});

test("a program that closes its server ends by itself: the load does not hold it", async () => {
  const ran = await run(ok("setTimeout(() => { server.close(); server.closeAllConnections(); }, 50);"), [
    { path: "/", seconds: 30, arrival: { burst: 1 } },
  ]);
  assert.equal(ran.code, 0);
  assert.equal(samplesOf(ran).length, 1);
});

test("20 000 requests are told in full within the run's telemetry", { timeout: 60_000 }, async () => {
  const fast: Phase = { path: "/", at: 0, seconds: 2.5, arrival: { rate: 2_000, maxConnections: 50 } };
  const ran = await run(ok(), [fast, fast, fast, fast]);
  assert.equal(ran.code, 0, ran.stderr);
  assert.equal(samplesOf(ran).length, 20_000);
  const lines = ran.reports.filter((report) => report.type === "request").map((report) => JSON.stringify(report));
  const bytes = lines.reduce((sum, line) => sum + line.length + 1, 0);
  assert.ok(bytes < 2 << 20, `${bytes} bytes`);
  assert.ok(lines.length < 1_000, `${lines.length} lines`);
});

test("who is never answered is told as timed out before the run reaches its limit", async () => {
  const ran = await runIn(
    maker,
    { "main.ts": ok('if (request.url === "/never") return;') },
    { load: [{ path: "/never", seconds: 0.1, arrival: { burst: 3 } }, short], wallMs: 1_000, timeoutMs: 2_000 },
  );
  assert.equal(ran.code, null, "the server, not the load, ends this run");
  const never = samplesOf(ran).filter((sample) => sample.error === "timeout");
  assert.equal(never.length, 3);
  assert.ok(never.every(({ latencyMs, status }) => status === null && latencyMs >= 700));
  assert.equal(samplesOf(ran).filter((sample) => sample.status === 200).length, 10);
});
