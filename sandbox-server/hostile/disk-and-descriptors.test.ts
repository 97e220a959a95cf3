import { category } from "./attack.ts";

category("disk and descriptors", {
  "fill the disk": {
    code: `import fs from "node:fs"; const file = fs.openSync("big", "w"); let mib = 0; try { for (const block = Buffer.alloc(1 << 20); ; mib++) fs.writeSync(file, block) } catch (error: any) { console.log(error.code, mib > 50, mib <= 64) }`,
    reason: "finished",
    says: "ENOSPC true true\n",
  },
  "fill the disk with many files": {
    code: `import fs from "node:fs"; let mib = 0; try { for (const block = Buffer.alloc(1 << 20); ; mib++) fs.writeFileSync("f" + mib, block) } catch (error: any) { console.log(error.code, mib <= 64) }`,
    reason: "finished",
    says: "ENOSPC true\n",
  },
  "find what another run has left": {
    code: `import fs from "node:fs"; console.log(fs.readdirSync("/tmp").sort().join(" ")); fs.writeFileSync("/tmp/left", "x")`,
    reason: "finished",
    says: "main.ts tell.ts\n",
  },
  "write a hollow terabyte": {
    code: `import fs from "node:fs"; const file = fs.openSync("hollow", "w"); for (const size of [1e12, 1e9, 68e6]) try { fs.ftruncateSync(file, size); console.log("worked") } catch (error: any) { console.log(error.code) }`,
    reason: "finished",
    says: "EFBIG\nEFBIG\nEFBIG\n",
  },
  "make folders in folders": {
    code: `import fs from "node:fs"; let depth = 0; try { for (;;) { fs.mkdirSync("d"); process.chdir("d"); depth++ } } catch (error: any) { console.log(error.code ?? error.message, depth) }`,
    with: { limits: { wallMs: 3_000 } },
    reason: ["finished", "timeout", "error"],
  },
  "use names nobody can say": {
    code: `import fs from "node:fs"; for (const name of ["x".repeat(300), "a\\0b", "\\n\\u001b[31m", "..", "con", "\\ud800"]) try { fs.writeFileSync(name, "x"); console.log("worked") } catch (error: any) { console.log(error.code) }`,
    reason: "finished",
    says: /^ENAMETOOLONG\nERR_INVALID_ARG_VALUE\nworked\n/,
  },
  "write all over again": {
    code: `import fs from "node:fs"; const block = Buffer.alloc(1 << 20); for (;;) { fs.writeFileSync("a", block); fs.renameSync("a", "b"); fs.copyFileSync("b", "c"); fs.rmSync("b") }`,
    with: { limits: { wallMs: 1_000 } },
    reason: "timeout",
  },
  "replace its own files while it runs": {
    code: {
      "main.ts": `import fs from "node:fs"; fs.writeFileSync("other.ts", "console.log('replaced')"); fs.rmSync("main.ts"); await import("./other.ts"); fs.rmSync("/tmp", { recursive: true, force: true });`,
      "other.ts": `console.log("as submitted")`,
    },
    reason: ["finished", "error"],
    says: /as submitted|replaced/,
  },
  "open files without end": {
    code: `import fs from "node:fs"; let open = 0; try { for (;; open++) fs.openSync("main.ts") } catch (error: any) { console.log(error.code, open < 1024, open > 900) } console.log("still prints")`,
    reason: "finished",
    says: "EMFILE true true\nstill prints\n",
  },
  "open connections without end": {
    code: `import net from "node:net"; const server = net.createServer().listen(0, () => { let open = 0; const more = () => net.connect((server.address() as any).port).on("connect", () => { open++; more() }).on("error", (error: any) => { console.log(error.code, open > 300, open < 1024); process.exit() }); more() }); server.on("error", () => {}); process.on("uncaughtException", (error: any) => { console.log(error.code); process.exit() });`,
    reason: "finished",
    says: /^(EMFILE|ENOTFOUND)/,
  },
  "open servers without end": {
    code: `import net from "node:net"; let open = 0; const more = () => net.createServer().on("error", (error: any) => { console.log(error.code, open < 1024); process.exit() }).listen(0, () => { open++; more() }); more();`,
    reason: "finished",
    says: "EMFILE true\n",
  },
  "watch files without end": {
    code: `import fs from "node:fs"; let open = 0; const watch = () => { try { fs.writeFileSync("w" + open, ""); fs.watch("w" + open).on("error", (error: any) => { console.log(error.code); process.exit() }); open++; setImmediate(watch) } catch (error: any) { console.log(error.code); process.exit() } }; watch();`,
    with: { limits: { wallMs: 3_000 } },
    reason: ["finished", "timeout"],
  },
  "open databases without end": {
    code: `import { DatabaseSync } from "node:sqlite"; const all: DatabaseSync[] = []; try { for (;;) { const db = new DatabaseSync("d" + all.length); db.exec("create table t(x)"); all.push(db) } } catch (error: any) { console.log(error.code, all.length) } process.exit()`,
    reason: "finished",
    says: /^ERR_SQLITE_ERROR \d+\n$/,
  },
  "start threads without end": {
    code: `import { Worker } from "node:worker_threads"; let started = 0; try { for (;; started++) new Worker("setInterval(() => {}, 1000)", { eval: true }) } catch (error) { console.log((error as Error).name, started) } process.exit();`,
    reason: "finished",
    says: "RangeError 16\n",
  },
  "threads that start threads": {
    code: `import { Worker } from "node:worker_threads"; const code = 'const { Worker } = require("worker_threads"); try { for (let n = 0; n < 3; n++) new Worker(process.env.CODE, { eval: true }) } catch {} setInterval(() => {}, 1000)'; process.env.CODE = code; for (let n = 0; n < 3; n++) new Worker(code, { eval: true }).on("error", () => {});`,
    with: { limits: { wallMs: 2_000 } },
    reason: ["timeout", "memory"],
  },
});
