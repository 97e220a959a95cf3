import assert from "node:assert/strict";
import { test } from "node:test";
import { limits, type RunEvent } from "#protocol";
import { createReports } from "./reports.ts";

const block = (over: object = {}) => ({
  id: 1,
  state: "closed",
  startMs: 10,
  durationMs: 60,
  file: "main.ts",
  line: 3,
  fn: "work",
  stack: [{ fn: "work", file: "main.ts", line: 3 }],
  ...over,
});
const lag = { type: "lag", data: [{ t: 1, lagMs: 2 }] };

function record(files = ["main.ts", "driver.ts"]) {
  const events: RunEvent[] = [];
  const zeros: number[] = [];
  let ended = 0;
  const reports = createReports({
    files,
    nonce: "right",
    onZero: (atMs) => zeros.push(atMs),
    onEvent: (event) => events.push(event),
    onCode: () => (ended += 1),
  });
  const say = (...lines: unknown[]) => {
    for (const line of lines) reports.push(Buffer.from(`${typeof line === "string" ? line : JSON.stringify(line)}\n`));
  };
  const dropped = () =>
    Object.fromEntries(
      reports.end(0).dropped.map(({ data }) => [(data as { what: string }).what, (data as { count: number }).count]),
    );
  return { reports, events, zeros, say, dropped, ended: () => ended };
}

test("only the first zero counts", () => {
  const { say, zeros, dropped } = record();
  say({ type: "zero", atMs: 5 }, { type: "zero", atMs: 1 });
  assert.deepEqual(zeros, [5]);
  assert.deepEqual(dropped(), { report: 1 });
});

test("what fits the contract is told, in order", () => {
  const { say, events } = record();
  const note = { type: "note", data: { t: 1, name: "answer", value: { a: [1, null] } } };
  const metric = { type: "metric", data: { t: 1, name: "rss", value: 3 } };
  say(lag, note, metric);
  assert.deepEqual(events, [lag, note, metric]);
});

test("what only the server may say cannot come from a cell", () => {
  const { say, events, dropped } = record();
  say(
    { type: "exit", data: { reason: "finished", code: 0 } },
    { type: "started", data: { runId: "x", node: "x", isolation: "bubblewrap", epochMs: 0 } },
    { type: "error", data: { kind: "internal", message: "x" } },
    { type: "error", data: { kind: "transpile", message: "x" } },
    { type: "stdout", data: { t: 0, text: "x" } },
    { type: "dropped", data: { what: "lag", count: 1 } },
    { type: "ready" },
    { type: "metric", data: { t: 0, name: "serverLagMs", value: 0 } },
  );
  assert.deepEqual(events, []);
  assert.deepEqual(dropped(), { report: 7, metric: 1 });
});

test("rubbish of every kind is counted and nothing more", () => {
  const { say, events, dropped } = record();
  say("", "{", "null", "[]", '"lag"', '{"type":"lag"}', '{"type":"lag","data":[]}', '{"type":"__proto__"}');
  say({ ...lag, more: 1 }, { type: "lag", data: [{ t: 1e9, lagMs: 2 }] }, { type: "block", data: block({ id: 0 }) });
  say(`{"type":"note","data":{"t":0,"name":"deep","value":${"[".repeat(60_000)}${"]".repeat(60_000)}}}`);
  say({ type: "note", data: { t: 0, name: "long", value: "x".repeat(limits.noteBytes) } });
  assert.deepEqual(events, []);
  assert.deepEqual(dropped(), { report: 13 });
});

test("a note of exactly its limit passes", () => {
  const { say, events } = record();
  say({ type: "note", data: { t: 0, name: "long", value: "x".repeat(limits.noteBytes - 2) } });
  assert.equal(events.length, 1);
});

test("a line that is too long is dropped once, and the next one is read", () => {
  const { say, events, dropped } = record();
  say("x".repeat(300 << 10), lag);
  assert.equal(events.length, 1);
  assert.deepEqual(dropped(), { report: 1 });
});

test("past the budget of events the rest is counted by kind, and the exit code is still heard", () => {
  const { reports, say, events, dropped, ended } = record();
  const line = JSON.stringify(lag);
  reports.push(Buffer.from(`${line}\n`.repeat(limits.events + 5)));
  say({ type: "metric", data: { t: 0, name: "a", value: 1 } }, "{rubbish");
  assert.equal(events.length, limits.events);
  assert.ok(reports.spent);
  say({ type: "code", nonce: "right", code: 4 });
  assert.equal(ended(), 1);
  assert.equal(reports.code, 4);
  assert.deepEqual(dropped(), { lag: 5, metric: 1, report: 1 });
});

test("past the budget of bytes too", () => {
  const { reports, events, dropped } = record();
  const big = { type: "lag", data: Array.from({ length: 1_000 }, (_, t) => ({ t, lagMs: 1.2345678 })) };
  const line = `${JSON.stringify(big)}\n`;
  const fit = Math.ceil(limits.telemetryBytes / (line.length - 1));
  reports.push(Buffer.from(line.repeat(fit + 3)));
  assert.equal(events.length, fit);
  assert.deepEqual(dropped(), { lag: 3 });
});

test("at most twenty errors", () => {
  const { say, events, dropped } = record();
  for (let i = 0; i < 25; i++) say({ type: "error", data: { kind: "rejection", message: `${i}` } });
  assert.equal(events.length, limits.errors);
  assert.deepEqual(dropped(), { error: 5 });
});

test("an exit code under another nonce, or with anything after it, is not believed", () => {
  const forged = record();
  forged.say({ type: "code", nonce: "wrong", code: 0 });
  assert.equal(forged.reports.code, null);
  assert.equal(forged.ended(), 0);
  const followed = record();
  followed.say({ type: "code", nonce: "right", code: 0 });
  assert.equal(followed.reports.code, 0);
  followed.say(lag);
  assert.equal(followed.reports.code, null);
  assert.deepEqual(followed.events, []);
});

test("a line too long to be read is something after the exit code", () => {
  const { reports, say } = record();
  say({ type: "code", nonce: "right", code: 0 }, "x".repeat(300 << 10));
  assert.equal(reports.code, null);
});

test("half a line after the exit code is something after it", () => {
  const { reports, say } = record();
  say({ type: "code", nonce: "right", code: 0 });
  reports.push(Buffer.from("{"));
  assert.equal(reports.code, null);
});

test("a block the run ended in is cut at the end, and counts for the highest lag", () => {
  const { reports, say, events } = record();
  say({ type: "block", data: block({ state: "open", durationMs: 50, startMs: 100 }) });
  const { cut, maxLagMs } = reports.end(400);
  assert.deepEqual(cut, { type: "block", data: block({ state: "cut", durationMs: 300, startMs: 100 }) });
  assert.equal(maxLagMs, 300);
  assert.equal(events.length, 1);
});

test("a block that closed is not cut, past the budget either", () => {
  const { reports, say, events } = record();
  say({ type: "block", data: block({ state: "open" }) });
  reports.push(Buffer.from(`${JSON.stringify(lag)}\n`.repeat(limits.events)));
  say({ type: "block", data: block({ state: "closed", durationMs: 70 }) });
  assert.deepEqual(events.at(-1), { type: "block", data: block({ state: "closed", durationMs: 70 }) });
  const { cut, maxLagMs } = reports.end(400);
  assert.equal(cut, null);
  assert.equal(maxLagMs, 70);
});

test("the highest lag is null when nothing was measured", () => {
  assert.equal(record().reports.end(10).maxLagMs, null);
});

test("a driver and files that are not the learner's are never named", () => {
  const { say, events } = record();
  const nowhere = { file: null, line: null, fn: null };
  const foreign = [
    { fn: "a", file: "driver.ts", line: 1 },
    { fn: "b", file: "/app/boot.mjs", line: 1 },
    { fn: "c", file: "main.ts", line: 2 },
  ];
  say(
    { type: "block", data: block({ file: "driver.ts", stack: foreign }) },
    { type: "block", data: block({ file: "/app/boot.mjs" }) },
    { type: "lane", data: { lane: 1, label: "a", file: "driver.ts", line: 4, slices: [[0, 1, "run"]] } },
    { type: "lane", data: { lane: 1, label: "a", file: "main.ts", line: 4, slices: [[0, 1, "run"]] } },
  );
  assert.deepEqual(
    events.map(({ data }) => data),
    [
      block({ ...nowhere, stack: [foreign[2]] }),
      block(nowhere),
      { lane: 1, label: "a", slices: [[0, 1, "run"]] },
      { lane: 1, label: "a", file: "main.ts", line: 4, slices: [[0, 1, "run"]] },
    ],
  );
});

test("an error keeps its place in the learner's files, and no frame of anyone else's", () => {
  const { say, events } = record(["main.ts", "lib/a.ts"]);
  const stack = [
    "Error: no",
    "    at work (lib/a.ts:2:3)",
    "    at file:///work/app/boot.mjs:9:1",
    "    at Object.<anonymous> (/home/somebody/x.js:1:1)",
    "    at async main.ts:1:1",
    "    at node:internal/main:3:4",
    "    at Array.map (<anonymous>)",
  ].join("\n");
  say({ type: "error", data: { kind: "uncaught", message: "no", file: "lib/a.ts", line: 2, column: 3, stack } });
  say({ type: "error", data: { kind: "uncaught", message: "no", file: "/etc/passwd", line: 2, column: 3 } });
  assert.deepEqual(
    events.map(({ data }) => data),
    [
      {
        kind: "uncaught",
        message: "no",
        file: "lib/a.ts",
        line: 2,
        column: 3,
        stack:
          "Error: no\n    at work (lib/a.ts:2:3)\n    at async main.ts:1:1\n    at node:internal/main:3:4\n    at Array.map (<anonymous>)",
      },
      { kind: "uncaught", message: "no" },
    ],
  );
});
