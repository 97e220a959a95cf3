import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CellMaker } from "../cells/cell.ts";
import { createProcessMaker } from "../cells/process.ts";
import { type Ran, reportsOf, runIn } from "../cells/testing.ts";

let maker: CellMaker;
before(async () => {
  maker = await createProcessMaker();
});
after(() => maker.close());
const run = (code: string) => runIn(maker, { "main.ts": `import { lab } from "lab";\n${code}` });
const metrics = (ran: Ran, name: string) =>
  reportsOf(ran, "metric").flatMap(({ data }) => (data.name === name ? [data] : []));

test("io frees the thread, block holds it without CPU, burn uses as much CPU as it says", async () => {
  const ran = await run(`
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    await lab.io(60);
    const during = ticks;
    const cpu = () => process.threadCpuUsage().user + process.threadCpuUsage().system;
    let before = cpu(), startMs = performance.now();
    lab.block(60);
    const blocked = [ticks - during, cpu() - before < 30_000, performance.now() - startMs >= 59];
    before = cpu();
    lab.burn(60);
    clearInterval(timer);
    console.log(during > 0, blocked, cpu() - before >= 60_000);`);
  assert.equal(ran.stdout, "true [ 0, true, true ] true\n", ran.stderr);
});

test("fire starts all on one turn, numbered from 1, and gives the answers in order", async () => {
  const ran = await run(`
    const started = [];
    const answers = lab.fire(3, async (id) => { started.push(id); await lab.io(10 * (4 - id)); return id * 10; });
    console.log(started, await answers);
    console.log(await lab.fire(2, (id) => { if (id === 2) throw new Error("no"); }).catch((error) => error.message));`);
  assert.equal(ran.stdout, "[ 1, 2, 3 ] [ 10, 20, 30 ]\nno\n", ran.stderr);
  assert.deepEqual(
    metrics(ran, "arrived").map(({ value }) => value),
    [3, 2],
  );
});

test("rate goes on arriving while work is slow or the loop is blocked, and counts from the plan", async () => {
  const ran = await run(`
    const started = [];
    await lab.rate(100, 0.3, async (id) => { started.push(id); if (id === 5) lab.block(100); await lab.io(50); });
    console.log(started.length, started.every((id, index) => id === index + 1));`);
  assert.equal(ran.stdout, "30 true\n", ran.stderr);
  const planned = metrics(ran, "arrived").map(({ t }) => t);
  assert.equal(planned.length, 30);
  const steps = planned.slice(1).map((t, index) => t - (planned[index] as number));
  assert.ok(
    steps.every((step) => Math.abs(step - 10) < 0.01),
    steps.join(" "),
  );
});

test("a span gives back what its work gives, and draws one lane for it", async () => {
  const ran = await run(`
    console.log(lab.span("plain", () => 7), await lab.span("later", async () => { await lab.io(20); return 8; }));
    try { lab.span("throws", () => { throw new Error("a"); }); } catch (error) { console.log(error.message); }
    await lab.span("rejects", async () => { throw new Error("b"); }).catch((error) => console.log(error.message));`);
  assert.equal(ran.stdout, "7 8\na\nb\n", ran.stderr);
  const lanes = new Map<string, number>();
  for (const { data } of reportsOf(ran, "lane")) lanes.set(data.label, data.lane);
  assert.deepEqual([...lanes.keys()], ["plain", "later", "throws", "rejects"]);
  assert.equal(new Set(lanes.values()).size, 4);
});

test("a rejection inside a span that nobody handles is still one nobody handled", async () => {
  const ran = await run('void lab.span("lost", async () => { throw new Error("lost"); });');
  assert.deepEqual([ran.code, reportsOf(ran, "error")[0]?.data.kind], [1, "rejection"]);
});

test("a counter counted a hundred thousand times costs few events, and its last value is told", async () => {
  const ran = await run('for (let i = 0; i < 100_000; i++) lab.count("hot"); lab.set("level", 3.5);');
  const hot = metrics(ran, "hot");
  assert.equal(hot.at(-1)?.value, 100_000);
  assert.ok(hot.length < 5_000, `${hot.length}`);
  assert.deepEqual(
    metrics(ran, "level").map(({ value }) => value),
    [3.5],
  );
});

test("a hundred steps of a gauge are told one by one", async () => {
  const ran = await run('for (let i = 1; i <= 100; i++) lab.set("in flight", i % 7);');
  assert.deepEqual(
    metrics(ran, "in flight").map(({ value }) => value),
    Array.from({ length: 100 }, (_, index) => (index + 1) % 7),
  );
});

test("what lab cannot do it refuses, with what was expected and what came", async () => {
  const ran = await run(`
    for (const attempt of [
      () => lab.io(-1), () => lab.block(NaN), () => lab.burn("5"), () => lab.fire(1.5, () => {}), () => lab.count(""),
      () => lab.set("x", Infinity), () => lab.note("big", "x".repeat(1023)), () => lab.note("no", () => {}),
    ]) {
      try { attempt(); console.log("worked"); } catch (error) { console.log(error.message); }
    }
    await lab.rate(0, 1, () => {}).catch((error) => console.log(error.message));
    lab.note("fits", "x".repeat(1022));`);
  assert.deepEqual(ran.stdout.trim().split("\n"), [
    "lab.io: expected milliseconds from 0 to 60000, got -1",
    "lab.block: expected milliseconds from 0 to 60000, got NaN",
    'lab.burn: expected milliseconds from 0 to 60000, got "5"',
    "lab.fire: expected a whole number from 0 to 100000, got 1.5",
    'lab.count: expected a name of 1 to 120 characters, got ""',
    "lab.set: expected a number, got Infinity",
    "lab.note: expected at most 1024 bytes of JSON, got 1025",
    'lab.note: expected a value JSON can say, got "function"',
    "lab.rate: expected a rate above 0, at most 2000, got 0",
  ]);
  assert.equal(reportsOf(ran, "note").length, 1);
});

test("lab keeps its own timers when the program replaces them", async () => {
  const ran = await run("globalThis.setTimeout = () => {}; await lab.io(5); console.log('waited');");
  assert.equal(ran.stdout, "waited\n");
});
