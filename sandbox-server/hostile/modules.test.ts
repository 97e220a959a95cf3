import assert from "node:assert/strict";
import { limits } from "#protocol";
import { typed } from "../testing.ts";
import type { Attack } from "./attack.ts";
import { category } from "./attack.ts";

/** Does not get to its first statement, and says why and where. */
const unfit = (
  code: Attack["code"],
  kind: "module" | "transpile",
  message: RegExp,
  more: Partial<Attack> = {},
): Attack => ({
  code,
  reason: "error",
  exitCode: 1,
  also: (events) => {
    const [error] = typed(events, "error");
    assert.equal(error?.kind, kind);
    assert.match(error.message, message);
  },
  ...more,
});

category("odd modules", {
  "import what is not there": unfit(`import "./missing.ts";`, "module", /missing/),
  "import a package that is not there": unfit(`import "left-pad";`, "module", /left-pad/),
  "import from the web": unfit(`import "https://example.com/x.js";`, "module", /./),
  "import a folder": unfit({ "main.ts": `import "./folder";`, "folder/index.ts": "" }, "module", /folder/),
  "import what Node does not have": unfit(`import "node:nothing";`, "module", /nothing/),
  "import a name that is not exported": unfit(
    { "main.ts": `import { x } from "./other.ts"; x;`, "other.ts": `export const y = 1;` },
    "module",
    /x/,
  ),
  "import Node's insides": unfit(`import "node:internal/bootstrap/node";`, "module", /./),
  "import the cell's own code": {
    code: `await import("/app/boot.mjs").then(() => console.log("imported"), (error) => console.log(error.code));`,
    reason: ["finished", "error"],
    says: /^(imported|\w+)?\n?$/,
  },
  "import in a circle": {
    code: {
      "main.ts": `import { b } from "./b.ts"; export function a() { return "a" } console.log(b);`,
      "b.ts": `import { a } from "./main.ts"; export const b = a() + "b";`,
    },
    reason: "finished",
    says: "ab\n",
  },
  "import itself": {
    code: `import * as me from "./main.ts"; export const x = 1; console.log(me.x);`,
    reason: "finished",
    says: "1\n",
  },
  "wait for itself in a circle": {
    code: {
      "main.ts": `import "./b.ts"; console.log("main");`,
      "b.ts": `await import("./main.ts"); console.log("b");`,
    },
    with: { limits: { wallMs: 1_000 } },
    reason: ["error", "timeout", "finished"],
  },
  "a syntax error": unfit(`const = 1;`, "transpile", /./),
  "a syntax error only V8 finds": unfit(`let a = 1; let a = 2;`, "module", /already been declared/),
  "half a file": unfit(`function f() {`, "transpile", /./),
  JSX: unfit({ "main.tsx": `const x = <div />;` }, "transpile", /./),
  "JSON that is none": unfit({ "main.ts": `import data from "./data.json"; data;`, "data.json": "{" }, "module", /./),
  "JSON as entry": { code: { "data.json": `{ "a": 1 }` }, reason: ["finished", "error"] },
  "a byte order mark and a shebang": {
    code: `\uFEFF#!/usr/bin/env node\nconsole.log("well");`,
    reason: ["finished", "error"],
  },
  "only a shebang": { code: `#!/bin/sh`, reason: ["finished", "error"] },
  "only comments": { code: `// nothing\n/* at all */`, reason: "finished", says: "" },
  "lone surrogates": { code: `console.log("\\ud800".length, "\ud800".length);`, reason: ["finished", "error"] },
  "every line separator": {
    code: "console.log(1)\rconsole.log(2)\r\nconsole.log(3)\u2028console.log(4)\u2029console.log(5)",
    reason: "finished",
    says: "1\n2\n3\n4\n5\n",
  },
  "a line of half a megabyte": {
    code: `console.log("${"x".repeat(400_000)}".length)`,
    reason: "finished",
    says: "400000\n",
  },
  "a thousand nested brackets": {
    code: `console.log(${"[".repeat(1_000)}1${"]".repeat(1_000)}.flat(Infinity)[0])`,
    reason: "finished",
    says: "1\n",
  },
  "a hundred thousand nested brackets": {
    code: `console.log(${"(".repeat(100_000)}1${")".repeat(100_000)})`,
    reason: "error",
  },
  "types that never end": {
    code: `type Deep<T, N extends number[] = []> = N["length"] extends 999 ? T : Deep<T[], [...N, 0]>; const x: Deep<string> = null!; console.log(x);`,
    reason: "finished",
    says: "null\n",
  },
  "enum, namespaces, decorators and using": {
    code: `enum A { X = 1 } namespace N { export const y = 2 } const d = (_: unknown, __: unknown) => {}; class C { constructor(private z = 3) {} @d m() { return this.z } } { using r = { [Symbol.dispose]() { console.log("disposed") } }; r; } console.log(A.X, N.y, new C().m());`,
    reason: "finished",
    says: "disposed\n1 2 3\n",
  },
  "as many files as there may be": {
    code: Object.fromEntries([
      [
        "main.ts",
        `${Array.from({ length: limits.files - 2 }, (_, n) => `import "./f${n}.ts";`).join("")}console.log("all");`,
      ],
      ...Array.from({ length: limits.files - 2 }, (_, n) => [`f${n}.ts`, "export {};"]),
    ]),
    reason: "finished",
    says: "all\n",
  },
  "files with the names of everything": {
    code: {
      "main.ts": `import a from "./constructor.ts"; import b from "./__proto__.ts"; import c from "./toString.ts"; import d from "./hasOwnProperty/valueOf.ts"; console.log(a, b, c, d);`,
      "constructor.ts": "export default 1;",
      "__proto__.ts": "export default 2;",
      "toString.ts": "export default 3;",
      "hasOwnProperty/valueOf.ts": "export default 4;",
    },
    reason: "finished",
    says: "1 2 3 4\n",
  },
  "files in every script": {
    code: {
      "메인.ts": `import { 값 } from "./도구/값.ts"; console.log(값);`,
      "도구/값.ts": `export const 값 = "좋다";`,
    },
    reason: "finished",
    says: "좋다\n",
  },
  "a file called like one of ours": {
    code: { "main.ts": `import "./boot.mjs"; import "./lab.ts"; console.log("mine");`, "boot.mjs": "", "lab.ts": "" },
    reason: "finished",
    says: "mine\n",
  },
  "CommonJS in all its ways": {
    code: {
      "main.cjs": `console.log(typeof require, typeof module, __filename, require("./other.cjs"), require("./mod.ts").x); require("child_process")`,
      "other.cjs": `module.exports = "other";`,
      "mod.ts": `export const x = 1;`,
    },
    reason: ["finished", "error"],
    says: /^function object .*main\.cjs other 1/,
  },
  "a module in text": {
    code: `console.log(await import("data:text/javascript,export default 1").then((m) => m.default));`,
    reason: "finished",
    says: "1\n",
  },
  "a program in another realm": {
    code: `import vm from "node:vm"; console.log(vm.runInNewContext("typeof process + typeof require")); const escape = vm.runInNewContext("this.constructor.constructor('return process')()"); console.log(escape.pid);`,
    reason: ["finished", "error"],
    says: /^undefinedundefined\n(2\n)?/,
  },
  "a loop at compile time": {
    code: { "main.ts": `import "./a.ts";`, "a.ts": `for (;;);` },
    with: { limits: { wallMs: 800 } },
    reason: "timeout",
  },
  "await at the top for ever, in an import": {
    code: {
      "main.ts": `import "./a.ts"; console.log("never")`,
      "a.ts": `await new Promise(() => setInterval(() => {}, 100));`,
    },
    with: { limits: { wallMs: 800 } },
    reason: "timeout",
    says: "",
  },
  "an import with a query, a thousand times": {
    code: {
      "main.ts": `for (let n = 0; n < 1_000; n++) await import("./a.ts?" + n); console.log("done")`,
      "a.ts": `export {};`,
    },
    reason: "finished",
    says: "done\n",
  },
});
