import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { EventData, Slice } from "#protocol";
import { createProcessMaker } from "../cells/process.ts";
import { reportsOf, runIn } from "../cells/testing.ts";

const maker = await createProcessMaker();
after(() => maker.close());

type Lane = EventData<"lane">;
type Rows = Map<number, Omit<Lane, "lane">>;

async function lanesOf(files: Record<string, string>, options = {}): Promise<Rows> {
  const ran = await runIn(maker, files, options);
  assert.equal(ran.code, 0, ran.stderr);
  assert.deepEqual(ran.torn, []);
  const rows: Rows = new Map();
  for (const { data } of reportsOf(ran, "lane")) {
    const { lane, slices, ...rest } = data;
    const row: Omit<Lane, "lane"> = rows.get(lane) ?? { ...rest, slices: [] };
    row.slices.push(...slices);
    rows.set(lane, row);
  }
  return rows;
}

const starts = (slices: readonly Slice[]) => slices.map(([from]) => from);
const ends = (slices: readonly Slice[]) => slices.map(([, to]) => to);
const lengthOf = (slices: readonly Slice[], kind: Slice[2]) =>
  slices.filter((slice) => slice[2] === kind).reduce((sum, [from, to]) => sum + to - from, 0);

test("a span runs, waits and runs again across awaits, and names the line that opened it", async () => {
  const rows = await lanesOf({
    "main.ts": `import { lab } from "lab";
await Promise.all(["a", "b"].map((label) =>
  lab.span(label, async () => { await lab.io(30); lab.block(20); await lab.io(30); })));`,
  });
  assert.deepEqual(
    [...rows.values()].map(({ label, file, line }) => [label, file, line]),
    [
      ["a", "main.ts", 3],
      ["b", "main.ts", 3],
    ],
  );
  for (const { slices } of rows.values()) {
    assert.ok(lengthOf(slices, "run") >= 19, JSON.stringify(slices));
    assert.ok(lengthOf(slices, "wait") >= 58, JSON.stringify(slices));
    assert.deepEqual(starts(slices).slice(1), ends(slices).slice(0, -1), "slices of a span touch");
  }
  const [a, b] = [...rows.values()];
  assert.ok((a?.slices[0]?.[0] ?? 0) < (b?.slices.at(-1)?.[1] ?? 0), "they overlap");
});

test("six jobs over two labels are two rows", async () => {
  const rows = await lanesOf({
    "main.ts": `import { lab } from "lab";
await Promise.all(["worker 1", "worker 2"].map(async (label) => {
  for (let n = 0; n < 3; n++) await lab.span(label, () => lab.io(10));
}));`,
  });
  assert.deepEqual(
    [...rows.values()].map(({ label }) => label),
    ["worker 1", "worker 2"],
  );
  for (const { slices } of rows.values()) {
    assert.equal(slices.slice(1).filter((slice, index) => slice[0] - (slices[index]?.[1] ?? 0) > 0.05).length, 2);
  }
});

test("a driver's line is never named: the learner's own is, or none", async () => {
  const rows = await lanesOf({
    "driver.ts": `import { lab } from "lab"; import { work } from "./main.ts";
await work();
await lab.span("driver's", () => lab.io(5));`,
    "main.ts": `import { lab } from "lab";
export async function work() {
  await lab.io(5);
  await lab.span("learner's", () => lab.io(5));
}`,
  });
  assert.deepEqual(
    [...rows.values()].map(({ label, file, line }) => [label, file, line]),
    [
      ["learner's", "main.ts", 4],
      ["driver's", undefined, undefined],
    ],
  );
});

test("each HTTP request is a lane of its own, answered or given up", async () => {
  const rows = await lanesOf({
    "main.ts": `import { createServer } from "node:http";
const server = createServer((request, response) => {
  if (request.url.startsWith("/slow")) return;
  setTimeout(() => { const end = performance.now() + 5; while (performance.now() < end); response.end("ok"); }, 20);
}).listen(0, "127.0.0.1", async () => {
  const url = "http://127.0.0.1:" + server.address().port;
  await Promise.all([1, 2, 3].map((n) => fetch(url + "/a?n=" + n).then((answer) => answer.text())));
  await fetch(url + "/slow", { method: "POST", signal: AbortSignal.timeout(30) }).catch(() => {});
  server.close();
  server.closeAllConnections();
});`,
  });
  assert.deepEqual([...rows.values()].map(({ label }) => label).sort(), ["GET /a", "GET /a", "GET /a", "POST /slow"]);
  for (const { label, slices } of rows.values()) {
    const [from, to] = [slices[0]?.[0] ?? 0, slices.at(-1)?.[1] ?? 0];
    assert.ok(to - from >= 19, JSON.stringify(slices));
    if (label === "GET /a") assert.ok(lengthOf(slices, "run") >= 4, JSON.stringify(slices));
  }
});

test("performance.measure with a lane draws one, on the run's own clock", async () => {
  const rows = await lanesOf({
    "main.ts": `import { lab } from "lab";
await lab.io(30);
performance.mark("from");
await lab.io(20);
performance.measure("step", { start: "from", detail: { lane: "mine" } });
performance.measure("none of ours", { start: "from" });
await lab.io(10);`,
  });
  const [row] = [...rows.values()];
  assert.equal(rows.size, 1);
  assert.equal(row?.label, "mine");
  assert.ok((row?.slices[0]?.[0] ?? 0) >= 29 && lengthOf(row?.slices ?? [], "run") >= 19, JSON.stringify(row));
});

test("a worker thread is a lane that is busy while its loop is", async () => {
  const rows = await lanesOf({
    "main.ts": `import { Worker } from "node:worker_threads";
const worker = new Worker(new URL("./worker.ts", import.meta.url));
worker.on("message", () => worker.terminate());`,
    "worker.ts": `import { parentPort } from "node:worker_threads";
setTimeout(() => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 80);
  parentPort.postMessage("done");
}, 60);`,
  });
  const [row] = [...rows.values()];
  assert.deepEqual([rows.size, row?.label, row?.file, row?.line], [1, "worker thread 1", "main.ts", 2]);
  assert.ok(row?.slices.every(([, , kind]) => kind === "worker"));
  // What goes on is told in pieces that touch.
  const from = row?.slices.findLast(([start], index, all) => all[index - 1]?.[1] !== start)?.[0] ?? 0;
  assert.ok((row?.slices.at(-1)?.[1] ?? 0) - from >= 70, JSON.stringify(row));
  const idleMs = (row?.slices.at(-1)?.[1] ?? 0) - (row?.slices[0]?.[0] ?? 0) - lengthOf(row?.slices ?? [], "worker");
  assert.ok(idleMs >= 40, JSON.stringify(row));
});

test("a lane that goes on is told meanwhile, and where the program left it", async () => {
  const ran = await runIn(maker, {
    "main.ts": `import { lab } from "lab";
lab.span("long", () => lab.io(5_000));
setTimeout(() => process.exit(0), 450);`,
  });
  const told = reportsOf(ran, "lane").map(({ data }) => data.slices.at(-1)?.[1] ?? 0);
  assert.ok(told.length >= 3, JSON.stringify(told));
  assert.ok((told.at(-1) ?? 0) >= 440, JSON.stringify(told));
});

test("a run that wants no lanes draws none", async () => {
  const rows = await lanesOf(
    { "main.ts": 'import { lab } from "lab"; console.log(await lab.span("a", async () => 7));' },
    { observe: { lanes: false, profile: true } },
  );
  assert.equal(rows.size, 0);
});
