import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { limits } from "#protocol";
import type { CellMaker } from "./cells/cell.ts";
import { findBubblewrap } from "./cells/find.ts";
import { createProcessMaker } from "./cells/process.ts";
import { eventsOf, exitOf, printed, program, startServer, type TestServer, typed, until } from "./testing.ts";

/** What a run does over HTTP, in real cells. */

for (const isolation of ["process", "bubblewrap"] as const) {
  const found = isolation === "bubblewrap" ? await findBubblewrap() : await createProcessMaker();
  const skip = "missing" in found && `there are no ${isolation} cells here: ${found.missing}`;
  describe(`in ${isolation} cells`, { skip }, () => promises(isolation, found as CellMaker));
}

function promises(isolation: "process" | "bubblewrap", maker: CellMaker) {
  let server: TestServer;
  before(async () => {
    server = await startServer({ maker });
  });
  after(() => server[Symbol.asyncDispose]());

  test("a program of several files runs as typed, and its end is told once, last", async () => {
    const events = await server.run({
      files: [
        { path: "main.ts", code: "import { add } from './lib/add';\nconsole.log(add(1, 2));\nconsole.error('aside');" },
        { path: "lib/add.ts", code: "export const add = (a: number, b: number): number => a + b;" },
      ],
      entry: "main.ts",
    });
    assert.equal(printed(events), "3\n");
    assert.equal(printed(events, "stderr"), "aside\n");
    const [started] = typed(events, "started");
    assert.equal(events[0]?.type, "started");
    assert.equal(started?.node, process.version);
    assert.equal(started?.isolation, isolation);
    assert.ok(Math.abs((started?.epochMs ?? 0) - Date.now()) < 60_000);
    const { reason, code, signal, wallMs, peakRssMb, droppedOutputBytes } = exitOf(events);
    assert.deepEqual(
      { reason, code, signal, droppedOutputBytes },
      { reason: "finished", code: 0, signal: null, droppedOutputBytes: 0 },
    );
    assert.ok(wallMs > 0 && peakRssMb > 10);
  });

  test("every run has an id of its own", async () => {
    const ids = await Promise.all([1, 2, 3].map(async () => typed(await server.run("1;"), "started")[0]?.runId));
    assert.equal(new Set(ids).size, 3);
  });

  for (const [how, code, expected] of [
    ["its last statement", "console.log('x');", { reason: "finished", code: 0, signal: null }],
    ["process.exit(0)", "process.exit(0);", { reason: "finished", code: 0, signal: null }],
    ["another code", "process.exit(3);", { reason: "error", code: 3, signal: null }],
    ["a throw", "throw new Error('no');", { reason: "error", code: 1, signal: null }],
    ["a rejection", "Promise.reject(new Error('no'));", { reason: "error", code: 1, signal: null }],
    ["an await that never ends", "await new Promise(() => {});", { reason: "error", code: 13, signal: null }],
    ["an abort", "process.abort();", { reason: "killed", code: null, signal: "SIGABRT" }],
    ["its own SIGKILL", "process.kill(process.pid, 'SIGKILL');", { reason: "killed", code: null, signal: "SIGKILL" }],
    [
      "a full heap",
      "const a = []; for (;;) a.push(new Array(1e4).fill(1.5));",
      { reason: "memory", code: null, signal: null },
    ],
    [
      "memory outside the heap",
      "const a = []; for (;;) a.push(Buffer.alloc(1e6, 1));",
      { reason: "memory", code: null, signal: null },
    ],
    ["too much output", "for (;;) console.log('x'.repeat(1000));", { reason: "output", code: null, signal: null }],
  ] as const) {
    test(`a program that ends by ${how} is told to be ${expected.reason}`, async () => {
      const { reason, code: status, signal } = exitOf(await server.run(program(code, { limits: { wallMs: 20_000 } })));
      assert.deepEqual({ reason, code: status, signal }, expected);
    });
  }

  test("an endless loop ends at its wall limit, not before", async () => {
    const { reason, code, signal, wallMs } = exitOf(
      await server.run(program("for (;;);", { limits: { wallMs: 300 } })),
    );
    assert.deepEqual({ reason, code, signal }, { reason: "timeout", code: null, signal: null });
    assert.ok(wallMs >= 300, String(wallMs));
  });

  test("what was printed before an end of any kind arrives to the last byte", async () => {
    for (const last of ["process.exit(0)", "throw new Error('x')", "process.kill(process.pid, 'SIGKILL')"]) {
      const events = await server.run(`for (let i = 0; i < 5000; i++) console.log('line', i);\n${last}`);
      assert.ok(printed(events).endsWith("line 4999\n"), last);
    }
  });

  test("output is delivered up to its limit, exactly", async () => {
    const events = await server.run(`process.stdout.write('x'.repeat(${limits.outputBytes + 10}));`);
    assert.equal(printed(events).length, limits.outputBytes);
    const { reason, droppedOutputBytes } = exitOf(events);
    assert.deepEqual({ reason, droppedOutputBytes }, { reason: "output", droppedOutputBytes: 10 });
    assert.equal(
      exitOf(await server.run(`process.stdout.write('x'.repeat(${limits.outputBytes}));`)).reason,
      "finished",
    );
  });

  test("what is written to stderr is heard while the program runs, and limited like the rest", async () => {
    const events = await server.run(program("console.error('early'); setTimeout(() => console.log('late'), 200);"));
    const [early, late] = [typed(events, "stderr")[0], typed(events, "stdout")[0]];
    assert.ok(
      early && late && events.findIndex(({ data }) => data === early) < events.findIndex(({ data }) => data === late),
    );
    assert.ok(late.t - early.t > 20, `${early.t} ${late.t}`);
    assert.equal(exitOf(await server.run("for (;;) console.error('x'.repeat(1_000));")).reason, "output");
  });

  test("bytes that are no text become U+FFFD, and characters are never torn", async () => {
    const events = await server.run(
      "process.stdout.write('한'.repeat(50000)); process.stdout.write(Buffer.from([0xff, 0x41, 0xe2]));",
    );
    assert.equal(printed(events), `${"한".repeat(50_000)}\ufffdA\ufffd`);
  });

  test("an error in TypeScript's own syntax is told with its place, and nothing runs", async () => {
    const events = await server.run("console.log('never');\nconst a = ;");
    assert.deepEqual(typed(events, "error"), [
      { kind: "transpile", message: "Expression expected", file: "main.ts", line: 2, column: 11 },
    ]);
    const { reason, code, wallMs } = exitOf(events);
    assert.deepEqual({ reason, code, wallMs, out: printed(events) }, { reason: "error", code: 1, wallMs: 0, out: "" });
  });

  test("an import that is not there is a module error with its place, and nothing runs", async () => {
    const events = await server.run("console.log('never');\nimport { a } from './nowhere.ts';\na();");
    const [error] = typed(events, "error");
    assert.equal(error?.kind, "module");
    assert.deepEqual([error?.file, error?.line], ["main.ts", 2]);
    assert.equal(events[0]?.type, "started");
    assert.equal(printed(events), "");
    const { reason, code } = exitOf(events);
    assert.deepEqual({ reason, code }, { reason: "error", code: 1 });
  });

  test("an uncaught error has the line as typed, transformed code too", async () => {
    const events = await server.run(
      "enum A { B }\n\nfunction fail(): never {\n  throw new TypeError('no ' + A.B);\n}\nfail();",
    );
    const [error] = typed(events, "error");
    assert.deepEqual([error?.kind, error?.file, error?.line], ["uncaught", "main.ts", 4]);
    assert.match(error?.message ?? "", /no 0/);
  });

  test("env and file imports of a program are its own", async () => {
    const events = await server.run({
      files: [
        {
          path: "main.ts",
          code: "import data from './data.json' with { type: 'json' };\nconsole.log(data.a, process.env.APP_X, process.env.PATH);",
        },
        { path: "data.json", code: '{"a": 5}' },
      ],
      entry: "main.ts",
      env: { APP_X: "y" },
    });
    assert.equal(printed(events), "5 y undefined\n");
  });

  test("CPU is measured from zero, whatever starting cost", async () => {
    const idle = exitOf(await server.run("await new Promise((resolve) => setTimeout(resolve, 100));"));
    const busy = exitOf(
      await server.run("const end = process.cpuUsage().user + 3e5; while (process.cpuUsage().user < end);"),
    );
    assert.ok(busy.cpuMs >= 250, `busy ${busy.cpuMs}`);
    assert.ok(idle.cpuMs < busy.cpuMs, `idle ${idle.cpuMs}`);
  });

  test("the server's own lag goes into every trace", async () => {
    const metrics = typed(await server.run("1;"), "metric").filter(({ name }) => name === "serverLagMs");
    assert.ok(metrics.length >= 1);
    for (const { t, value } of metrics) assert.ok(t >= 0 && value >= 0);
  });

  test("a program that shuts its mouth is still told how it ended", async () => {
    for (const code of [
      "import fs from 'node:fs'; fs.closeSync(3); console.log('on'); ",
      "import fs from 'node:fs'; fs.closeSync(1); fs.closeSync(2);",
      "process.removeAllListeners(); process.emit = () => false; process.exit(0);",
    ]) {
      const { reason, wallMs } = exitOf(await server.run(program(code, { limits: { wallMs: 3_000 } })));
      assert.ok(["finished", "killed", "error"].includes(reason), reason);
      assert.ok(wallMs < 3_000);
    }
  });

  test("forged reports of an end change nothing that the server measures", async () => {
    const forged = [
      { type: "exit", data: { reason: "memory" } },
      { type: "code", nonce: "guessed", code: 9 },
      { type: "started", data: {} },
      { type: "error", data: { kind: "internal", message: "the server is broken" } },
    ];
    const events = await server.run(
      `import fs from 'node:fs';\nfor (const line of ${JSON.stringify(forged)}) fs.writeSync(3, JSON.stringify(line) + '\\n');`,
    );
    const { reason, code } = exitOf(events);
    assert.deepEqual({ reason, code }, { reason: "finished", code: 0 });
    assert.equal(typed(events, "started").length, 1);
    assert.deepEqual(typed(events, "error"), []);
    assert.deepEqual(typed(events, "dropped"), [{ what: "report", count: 4 }]);
  });

  test("a flood of reports is read to its end, counted, and holds nobody up", async () => {
    const flood = server.run(
      program(
        `import fs from 'node:fs';
       const lines = Buffer.from((JSON.stringify({ type: 'metric', data: { t: 1, name: 'a', value: 1 } }) + '\\n').repeat(500));
       for (;;) fs.writeSync(3, lines);`,
        { limits: { wallMs: 2_000 } },
      ),
    );
    assert.equal(exitOf(await server.run("1;")).reason, "finished");
    const events = await flood;
    assert.ok(typed(events, "metric").length <= limits.events + 10);
    assert.ok((typed(events, "dropped")[0]?.count ?? 0) > 1_000);
    assert.equal(exitOf(events).reason, "timeout");
  });

  test("a note, a count and a gauge of the program arrive as it said them", async () => {
    const events = await server
      .run("import { lab } from 'lab';\nlab.note('answer', { a: [1] });\nlab.count('hits', 2);\nlab.set('depth', 5);")
      .catch(() => []);
    const notes = typed(events, "note");
    assert.deepEqual(
      notes.map(({ name, value }) => [name, value]),
      [["answer", { a: [1] }]],
    );
  });

  test("closing the connection kills the cell", async () => {
    const cancel = new AbortController();
    const answer = await server.post(program("console.log(1); for (;;);", { limits: { wallMs: 60_000 } }), {
      signal: cancel.signal,
    });
    let before: number[] = [];
    for await (const event of eventsOf(answer)) {
      before = [...server.cells];
      if (event.type === "stdout") break;
    }
    cancel.abort();
    const dead = () => before.filter((pid) => !server.cells.has(pid));
    await until(() => dead().length > 0);
    assert.throws(() => process.kill(dead()[0] as number, 0), /ESRCH/);
  });
}
