import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { EventData } from "#protocol";
import { createProcessMaker } from "../../cells/process.ts";
import { type Ran, reportsOf, runIn } from "../../cells/testing.ts";

const maker = await createProcessMaker();
after(() => maker.close());

type Block = EventData<"block">;

async function run(source: string, options = {}): Promise<Ran> {
  const ran = await runIn(maker, { "main.ts": source }, options);
  assert.deepEqual(ran.torn, []);
  return ran;
}

const blocksOf = (ran: Ran): Block[] => reportsOf(ran, "block").map(({ data }) => data);
const endsOf = (ran: Ran): Block[] => blocksOf(ran).filter(({ state }) => state !== "open");
const samplesOf = (ran: Ran) => reportsOf(ran, "lag").flatMap(({ data }) => data);
const longest = (ran: Ran): Block | undefined => endsOf(ran).sort((a, b) => b.durationMs - a.durationMs)[0];

/** Without the clock it may be replacing. */
const spin =
  "const hr = process.hrtime.bigint; const spin = (ms) => { const end = hr() + BigInt(ms) * 1_000_000n; while (hr() < end); };";

test("lag climbs in samples that come while the loop is held", async () => {
  const ran = await run(`${spin}\nspin(400);`);
  assert.equal(ran.code, 0, ran.stderr);
  const batches = reportsOf(ran, "lag");
  assert.ok(batches.length >= 4, `${batches.length} batches`);
  const climbing = samplesOf(ran).filter(({ t }) => t > 50 && t < 390);
  assert.ok(climbing.length >= 10, `${climbing.length} samples`);
  for (const { t, lagMs } of climbing) assert.ok(lagMs > t - 100 && lagMs <= t, `${lagMs} ms at ${t}`);
});

test("a block is told once while it lasts and once when it is over, with its line and how it was called", async () => {
  const ran = await run(`${spin}
function inner() {
  spin(150);
}
setTimeout(function outer() {
  inner();
}, 20);`);
  const told = blocksOf(ran).filter(({ durationMs }) => durationMs >= 50);
  assert.deepEqual(
    told.map(({ state }) => state),
    ["open", "closed"],
  );
  assert.equal(new Set(told.map(({ id }) => id)).size, 1);
  const closed = told[1];
  assert.deepEqual([closed?.file, closed?.line, closed?.fn], ["main.ts", 1, "spin"]);
  assert.deepEqual(closed?.stack.slice(0, 3), [
    { fn: "spin", file: "main.ts", line: 1 },
    { fn: "inner", file: "main.ts", line: 3 },
    { fn: "outer", file: "main.ts", line: 6 },
  ]);
});

test("time inside native code and in lab is the learner's call's", async () => {
  const ran = await run(`import { lab } from "lab";
import { pbkdf2Sync } from "node:crypto";
const json = "[" + "1,".repeat(3e6) + "1]";
await lab.io(30);
await lab.io(1);

lab.block(60);

await lab.io(30);
setTimeout(() => {

  JSON.parse(json);
}, 5);
await lab.io(200);
setTimeout(() => {

  pbkdf2Sync("a", "b", 3e5, 32, "sha512");
}, 5);`);
  const lines = endsOf(ran).map(({ line }) => line);
  for (const line of [7, 12, 17]) assert.ok(lines.includes(line), `${line} is not among ${lines}`);
});

test("a program that ends inside its block: closed when it came to its end, cut when it exited", async () => {
  const natural = longest(await run(`${spin}\nspin(60);`));
  const exited = longest(await run(`${spin}\nspin(60);\nprocess.exit(0);`));
  assert.equal(natural?.state, "closed");
  assert.equal(exited?.state, "cut");
  for (const block of [natural, exited]) {
    assert.equal(block?.startMs, 0, "it began with the first statement");
    assert.ok((block?.durationMs ?? 0) >= 59, `${block?.durationMs}`);
  }
});

test("turns shorter than a block are none, however many follow each other", async () => {
  const ran = await run(`${spin}
const end = performance.now() + 400;
(function turn() { spin(1); if (performance.now() < end) setImmediate(turn); })();`);
  const busy = endsOf(ran).reduce((sum, { durationMs }) => sum + durationMs, 0);
  assert.ok(busy < 100, JSON.stringify(endsOf(ran)));
});

test("a storm of microtasks or of nextTick is a block", async () => {
  for (const storm of ["await null", "await new Promise((resolve) => process.nextTick(resolve))"]) {
    const ran = await run(`const end = performance.now() + 120;\nwhile (performance.now() < end) ${storm};`);
    assert.ok((longest(ran)?.durationMs ?? 0) >= 110, storm);
    assert.ok(
      samplesOf(ran).some(({ t, lagMs }) => t < 110 && lagMs > 40),
      `${storm}: seen while it lasted`,
    );
  }
});

test("nothing of the observer keeps a program alive, changes its code or shows among its resources", async () => {
  const ran = await run(`setTimeout(() => {
  console.log(JSON.stringify(process.getActiveResourcesInfo()));
  process.exitCode = 13;
}, 50);`);
  assert.equal(ran.code, 13);
  assert.deepEqual(JSON.parse(ran.stdout), ["Timeout"], "the program's own");
});

test("a program that replaces what it can still gets the truth", async () => {
  const ran = await run(`${spin}
const { setTimeout: later } = globalThis;
const nothing = () => 0;
for (let n = 0; n < 100; n++) { clearInterval(n); clearTimeout(n); }
performance.now = Date.now = nothing;
process.hrtime = Object.assign(nothing, { bigint: () => 0n });
for (const key of ["load", "store", "wait", "waitAsync", "notify", "add", "sub"]) Atomics[key] = nothing;
JSON.stringify = () => "forged";
Object.assign(globalThis, { setTimeout: nothing, setInterval: nothing, clearInterval: nothing, Number: nothing });
Math.round = nothing;
console.profile = console.profileEnd = nothing;
Error.stackTraceLimit = 0;
Error.prepareStackTrace = () => { throw new Error("no stack"); };
process.removeAllListeners("exit");
later(() => {
  spin(120);
}, 30);`);
  assert.equal(ran.code, 0, ran.stderr);
  const block = longest(ran);
  assert.ok(Math.abs((block?.durationMs ?? 0) - 120) < 40, JSON.stringify(endsOf(ran)));
  assert.deepEqual([block?.file, block?.line], ["main.ts", 1]);
});

test("a cell that was not armed sees the same, from the first statement on", async () => {
  const ran = await run(`${spin}\nspin(300);\nawait null;`, { armed: false });
  assert.equal(ran.code, 0, ran.stderr);
  const block = longest(ran);
  assert.deepEqual([block?.startMs, block?.line], [0, 1]);
  assert.ok((block?.durationMs ?? 0) >= 295, JSON.stringify(block));
  assert.deepEqual(
    blocksOf(ran).map(({ state, line }) => [state, line]),
    [
      ["open", 1],
      ["closed", 1],
    ],
    "its line was told while it lasted, too",
  );
  assert.ok(
    samplesOf(ran).some(({ t, lagMs }) => t < 280 && lagMs > 50),
    "seen while it lasted",
  );
});

test("a run that wants no lines gets lag and blocks without", async () => {
  const ran = await run(`${spin}\nspin(100);`, { observe: { lanes: true, profile: false } });
  const block = longest(ran);
  assert.ok((block?.durationMs ?? 0) >= 99);
  assert.deepEqual([block?.file, block?.line, block?.stack], [null, null, []]);
});

test("memory and utilisation are told a few times a second, the pauses of garbage collection added up", async () => {
  const ran = await run(`let kept = [];
const timer = setInterval(() => { kept = kept.slice(-20); for (let n = 0; n < 5; n++) kept.push(new Array(5e4).fill({ n })); }, 2);
setTimeout(() => clearInterval(timer), 1_300);`);
  const metrics = reportsOf(ran, "metric").map(({ data }) => data);
  for (const name of ["rssMb", "heapMb", "elu", "gcMs"]) {
    const values = metrics.filter((metric) => metric.name === name).map(({ value }) => value);
    assert.ok(values.length >= 2 && values.length <= 12, `${name}: ${values}`);
    assert.ok(
      values.every((value) => value > 0 && value < 1_300),
      `${name}: ${values}`,
    );
  }
});

test("libuv's pool is drawn while it works and not before", { skip: process.platform !== "linux" }, async () => {
  const ran = await run(`import { pbkdf2 } from "node:crypto";
setTimeout(() => { for (let n = 0; n < 6; n++) pbkdf2("a", "b", 2e5, 32, "sha512", () => {}); }, 80);`);
  const pool = reportsOf(ran, "lane")
    .map(({ data }) => data)
    .filter(({ label }) => label.startsWith("pool "));
  assert.deepEqual([...new Set(pool.map(({ label }) => label))].sort(), ["pool 1", "pool 2", "pool 3", "pool 4"]);
  assert.ok(pool.every(({ slices }) => slices.every(([from, to, kind]) => from >= 75 && to > from && kind === "pool")));
  const quiet = await run("setTimeout(() => {}, 200);");
  assert.deepEqual(reportsOf(quiet, "lane"), []);
});
