import assert from "node:assert/strict";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import type { CellMaker } from "../cells/cell.ts";
import { createProcessMaker } from "../cells/process.ts";
import { type Ran, reportsOf, runIn } from "../cells/testing.ts";
import type { UpstreamOptions } from "./upstream.ts";
import { type Counter, createUpstream } from "./upstream-server.ts";

let maker: CellMaker;
before(async () => {
  maker = await createProcessMaker();
});
after(() => maker.close());

async function serve(options: UpstreamOptions) {
  const counters: Partial<Record<Counter, number>> = {};
  const server = createUpstream(options, (counter, value) => {
    counters[counter] = value;
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const port = (server.address() as AddressInfo).port;
  return {
    counters,
    /** One call; its status and how long it took. */
    call: (agent: http.Agent) =>
      new Promise<{ status: number; ms: number }>((resolve, reject) => {
        const begin = performance.now();
        const request = http.get({ port, agent, host: "127.0.0.1" }, (response) => {
          response
            .resume()
            .once("end", () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - begin }));
        });
        request.once("error", reject);
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const keeping = (maxSockets = Number.POSITIVE_INFINITY) => new http.Agent({ keepAlive: true, maxSockets });
const all = <T>(n: number, once: () => Promise<T>) => Promise.all(Array.from({ length: n }, once));

test("above its capacity an upstream refuses at once, and says how many", async () => {
  await using upstream = await serve({ latency: 300, capacity: 4 });
  const agent = keeping();
  const answers = await all(10, () => upstream.call(agent));
  const took = (status: number) => answers.filter((answer) => answer.status === status).map((answer) => answer.ms);
  assert.equal(took(200).length, 4);
  assert.equal(took(503).length, 6);
  assert.ok(Math.max(...took(503)) < Math.min(...took(200)));
  assert.deepEqual(upstream.counters, { calls: 10, conns: 10, peak: 4, refused: 6 });
  assert.equal((await upstream.call(agent)).status, 200);
  agent.destroy();
});

test("a connection is counted, and costs, once", async () => {
  await using upstream = await serve({ connectMs: 150 });
  const agent = keeping();
  const first = await upstream.call(agent);
  const later = [await upstream.call(agent), await upstream.call(agent), await upstream.call(agent)];
  assert.ok(first.ms >= 145);
  assert.ok(later.reduce((sum, { ms }) => sum + ms, 0) < first.ms);
  assert.equal(upstream.counters.conns, 1);
  await all(3, () => upstream.call(new http.Agent({ keepAlive: false })));
  const { calls, conns } = upstream.counters;
  assert.deepEqual({ calls, conns }, { calls: 7, conns: 4 });
  agent.destroy();
});

test("every n-th fails, or a share of all, the same in every run", async () => {
  const statuses = async (fail: number) => {
    await using upstream = await serve({ fail });
    const agent = keeping(1);
    const found = (await all(60, () => upstream.call(agent))).map(({ status }) => status);
    agent.destroy();
    return found;
  };
  assert.deepEqual(
    await statuses(3),
    Array.from({ length: 60 }, (_, n) => (n % 3 === 2 ? 500 : 200)),
  );
  const share = await statuses(0.5);
  const failed = share.filter((status) => status === 500).length;
  assert.ok(failed > 15 && failed < 45);
  assert.deepEqual(await statuses(0.5), share);
  assert.deepEqual(new Set(await statuses(0)), new Set([200]));
});

test("a drawn latency lies between its two ends", async () => {
  await using upstream = await serve({ latency: [20, 120] });
  const agent = keeping();
  const took = (await all(20, () => upstream.call(agent))).map(({ ms }) => ms);
  assert.ok(Math.min(...took) >= 19);
  assert.ok(Math.max(...took) - Math.min(...took) > 30);
  agent.destroy();
});

test("a caller that leaves gives its place back", async () => {
  await using upstream = await serve({ latency: 10_000, capacity: 1 });
  const leaving = new http.Agent();
  const gone = upstream.call(leaving).catch((error: Error) => error);
  while (upstream.counters.peak !== 1) await new Promise((resolve) => setImmediate(resolve));
  assert.equal((await upstream.call(new http.Agent())).status, 503);
  leaving.destroy();
  assert.ok((await gone) instanceof Error);
  const staying = new http.Agent();
  const stays = upstream.call(staying).catch((error: Error) => error);
  while (upstream.counters.calls !== 3) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(upstream.counters.refused, 1);
  staying.destroy();
  await stays;
});

const last = (ran: Ran, name: string) =>
  reportsOf(ran, "metric").findLast((report) => report.data.name === name)?.data.value;

test("in a cell: it answers, is counted to the last call, and ends with the program", async () => {
  const ran = await runIn(maker, {
    "main.ts": `
    import { lab } from "lab";
    const upstream = await lab.upstream({ latency: 20, capacity: 8 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => fetch(upstream.url).then((a) => a.status)));
    console.log(answers.sort().join(" "));`,
  });
  assert.deepEqual([ran.code, ran.stderr, ran.torn], [0, "", []]);
  assert.equal(ran.stdout, "200 200 200 200 200 200 200 200 503 503\n");
  assert.deepEqual(
    ["calls", "conns", "peak", "refused"].map((counter) => last(ran, `upstream.${counter}`)),
    [10, 10, 8, 2],
  );
});

test("in a cell: it answers on time while the program's loop is blocked", async () => {
  const ran = await runIn(maker, {
    "main.ts": `
    import { lab } from "lab";
    import { Worker } from "node:worker_threads";
    const { url } = await lab.upstream({ latency: 10 });
    const caller = new Worker(\`
      const { parentPort, workerData } = require("node:worker_threads");
      const memory = new Int32Array(workerData.memory);
      (async () => {
        Atomics.store(memory, 0, 1);
        Atomics.notify(memory, 0);
        await (await fetch(workerData.url)).text();
        Atomics.store(memory, 1, 1);
      })();
    \`, { eval: true, workerData: { url, memory: (globalThis.memory = new SharedArrayBuffer(8)) } });
    const memory = new Int32Array(globalThis.memory);
    await new Promise((resolve) => caller.once("online", resolve));
    lab.block(3_000);
    console.log(Atomics.load(memory, 0), Atomics.load(memory, 1));`,
  });
  assert.equal(ran.stdout, "1 1\n", ran.stderr);
});

test("in a cell: a closed upstream is gone, and two are told apart by name", async () => {
  const ran = await runIn(maker, {
    "main.ts": `
    import { lab } from "lab";
    const a = await lab.upstream({ name: "bank" });
    await using b = await lab.upstream({ name: "post" });
    await fetch(a.url);
    await a.close();
    console.log(await fetch(a.url).then(() => "there", (error) => error.cause.code), (await fetch(b.url)).status);
    process.on("exit", () => console.log("end"));`,
  });
  assert.equal(ran.stdout, "ECONNREFUSED 200\nend\n", ran.stderr);
  assert.equal(ran.code, 0);
  assert.deepEqual([last(ran, "bank.calls"), last(ran, "post.calls")], [1, 1]);
});

test("in a cell: an option that makes no sense is refused with what was expected", async () => {
  const bad = [
    "{ latency: -1 }",
    "{ latency: [5, 1] }",
    "{ latency: [1] }",
    "{ capacity: 0 }",
    "{ fail: 1.5 }",
    "{ fail: -1 }",
    '{ name: "" }',
  ];
  const ran = await runIn(maker, {
    "main.ts": `
    import { lab } from "lab";
    for (const options of [${bad.join(", ")}]) {
      console.log(await lab.upstream(options).then(() => "taken", (error) => error.message));
    }`,
  });
  const lines = ran.stdout.trim().split("\n");
  assert.equal(lines.length, bad.length, ran.stderr);
  for (const line of lines) assert.match(line, /^lab\.upstream, (latency|capacity|fail|name): expected .+, got .+$/);
});

test("in a cell: upstreams are none of the program's own threads", async () => {
  const ran = await runIn(maker, {
    "main.ts": `
    import { lab } from "lab";
    import { Worker } from "node:worker_threads";
    await lab.upstream();
    await lab.upstream({ name: "second" });
    const workers = Array.from({ length: 16 }, () => new Worker("setTimeout(() => {}, 100)", { eval: true }));
    let refused = "";
    try { new Worker("", { eval: true }); } catch (error) { refused = error.message; }
    await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once("exit", resolve))));
    console.log(refused);`,
  });
  assert.equal(ran.code, 0, ran.stderr);
  assert.match(ran.stdout, /at most 16/);
});
