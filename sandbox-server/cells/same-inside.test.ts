import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CellMaker } from "./cell.ts";
import { findBubblewrap } from "./find.ts";
import { createProcessMaker } from "./process.ts";
import { runIn } from "./testing.ts";

/** One boot serves both kinds of cells, so what a program can see of it must be the same. */

let isolated: CellMaker | { missing: string };
let plain: CellMaker;
before(async () => {
  [isolated, plain] = await Promise.all([findBubblewrap(), createProcessMaker()]);
});
after(async () => {
  await plain.close();
  if (!("missing" in isolated)) await isolated.close();
});

const programs: Record<string, Record<string, string>> = {
  "prints and ends with a code": { "main.ts": "console.log(import.meta.main, process.argv.length); process.exit(4);" },
  "throws in a second file": { "main.ts": 'import "./lib/b.js";', "lib/b.ts": '\n  throw new TypeError("no");' },
  "cannot be linked": { "main.ts": 'import { gone } from "./b";', "b.ts": "export {};" },
  "imports what is not allowed": { "main.ts": 'import "left-pad";' },
  rejects: { "main.ts": 'setTimeout(() => Promise.reject(new Error("late")), 5);' },
  "never settles": { "main.cjs": 'import("./never.ts");', "never.ts": "await new Promise(() => {});" },
  "kills itself": { "main.ts": "process.abort();" },
  "uses workers, JSON, its own files and fetch": {
    "main.ts": `import { Worker } from "node:worker_threads"; import data from "./data.json"; import { readFileSync } from "node:fs";
      import { createServer } from "node:http"; import { lab } from "lab";
      const server = createServer((request, response) => response.end("served")).listen(0, () =>
        new Worker("./w.ts", { workerData: server.address().port }).on("message", (text) => {
          console.log(text, data.n, JSON.parse(readFileSync("data.json", "utf8")).n, lab.count("seen"));
          server.close();
        }));`,
    "w.ts": `import { parentPort, workerData } from "node:worker_threads"; import { lab } from "lab"; lab.count("seen");
      parentPort.postMessage(await (await fetch("http://localhost:" + workerData)).text());`,
    "data.json": '{ "n": 7 }',
  },
  "is not permitted to start a process": {
    "main.ts":
      'import { spawnSync } from "node:child_process"; try { spawnSync("id"); } catch (error) { console.log(error.code); }',
  },
};

for (const [name, files] of Object.entries(programs)) {
  test(`a program that ${name} is told the same from both kinds of cells`, async (t) => {
    if ("missing" in isolated) return t.skip(isolated.missing);
    const outcome = async (maker: CellMaker) => {
      const { stdout, stderr, reports, torn, code, end } = await runIn(maker, files, {
        observe: { lanes: false, profile: false },
      });
      const errors = reports.flatMap((report) => (report.type === "error" ? [report.data] : []));
      // Node's own abort names addresses and the way to its binary.
      return { stdout, stderr: end.signal === "SIGABRT" ? "" : stderr, errors, torn, code, end };
    };
    assert.deepEqual(await outcome(isolated), await outcome(plain));
  });
}
