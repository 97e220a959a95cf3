import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { CellMaker } from "../cells/cell.ts";
import { createProcessMaker } from "../cells/process.ts";
import { reportsOf, runIn } from "../cells/testing.ts";

let maker: CellMaker;
let packages: { folder: string; names: string[] };

before(async () => {
  const folder = `${await mkdtemp(join(tmpdir(), "packages-"))}/`;
  packages = { folder, names: ["greeter", "@scope/old"] };
  const add = async (path: string, text: string) => {
    await mkdir(join(folder, "node_modules", path, ".."), { recursive: true });
    await writeFile(join(folder, "node_modules", path), text);
  };
  await add("greeter/package.json", '{ "type": "module", "exports": { ".": "./index.js", "./loud": "./loud.js" } }');
  await add("greeter/index.js", 'import helper from "helper"; export const greet = (name) => helper + name;');
  await add("greeter/loud.js", 'export default "HELLO"; export const fail = () => { throw new Error("inside"); };');
  await add("helper/index.js", 'module.exports = "hello ";');
  await add("@scope/old/index.js", 'exports.name = "old"; exports.helper = require("helper");');
  maker = await createProcessMaker(packages);
});
after(async () => {
  await maker.close();
  await rm(packages.folder, { recursive: true });
});

const run = (files: Record<string, string>, entry?: string) => runIn(maker, files, entry ? { entry } : {});
const errorOf = async (files: Record<string, string>) => {
  const ran = await run(files);
  assert.equal(ran.code, 1, ran.stderr);
  assert.equal(reportsOf(ran, "zero").length, 0);
  const [error, ...others] = reportsOf(ran, "error");
  assert.deepEqual(others, []);
  assert.equal(error?.data.kind, "module");
  return error.data;
};

test("files find each other in every spelling TypeScript allows", async () => {
  const ran = await run({
    "main.ts": `
      import { a } from "./lib/a";
      import { b } from "./lib/b.js";
      import { c } from "./lib/c.ts";
      import { d } from "./lib/d.mjs";
      const { e } = await import("./lib/e");
      console.log(a, b, c, d, e);`,
    "lib/a.ts": `export * from "../shared.js";`,
    "lib/b.ts": `export const b = "b";`,
    "lib/c.ts": `export { c } from "./real-c";`,
    "lib/real-c.ts": `export const c: string = "c";`,
    "lib/d.mts": `export const d: string = "d";`,
    "lib/e.js": `export const e = "e";`,
    "shared.ts": `export const a: string = "a";`,
  });
  assert.equal(ran.stdout, "a b c d e\n", ran.stderr);
});

test("import.meta and process.argv tell the file's own place", async () => {
  const ran = await run(
    {
      "src/app.ts": `
        import { other } from "./other.ts";
        import { readFileSync } from "node:fs";
        const { url, filename, dirname, main, resolve } = import.meta;
        console.log(url === new URL("app.ts", url).href, filename === process.argv[1], dirname.endsWith("/src"), main);
        console.log(process.argv.length, import.meta.resolve("./other") === other.url, other.main);
        console.log(readFileSync(new URL("../data.txt", url), "utf8"), readFileSync("data.txt", "utf8"));`,
      "src/other.ts": `export const other = { url: import.meta.url, main: import.meta.main };`,
      "data.txt": "data",
    },
    "src/app.ts",
  );
  assert.equal(ran.stdout, "true true true true\n2 true false\ndata data\n", ran.stderr);
});

test("JSON can be imported with its attribute and without, and required", async () => {
  const ran = await run({
    "main.ts": `
      import { createRequire } from "node:module";
      import plain from "./data.json";
      import spelled from "./data.json" with { type: "json" };
      const { default: late } = await import("./data.json", { with: { type: "json" } });
      console.log(plain === spelled, late.list, createRequire(import.meta.url)("./data.json").list);`,
    "data.json": `{ "list": [1, 2] }`,
  });
  assert.equal(ran.stdout, "true [ 1, 2 ] [ 1, 2 ]\n", ran.stderr);
});

test("CommonJS works as an entry, from a module and the other way round", async () => {
  const ran = await run(
    {
      "main.cjs": `
        const { typed } = require("./typed.cts");
        const { fromModule } = require("./module.ts");
        console.log(require.main === module, typed, fromModule, require("./data").n, __filename.endsWith("main.cjs"));
        import("./late.ts").then(({ late }) => console.log(late));`,
      "typed.cts": `const n: number = 1; module.exports = { typed: n };`,
      "module.ts": `export const fromModule: number = 2;`,
      "late.ts": `import common, { typed } from "./typed.cjs"; export const late = [common.typed, typed];`,
      "data.json": `{ "n": 3 }`,
    },
    "main.cjs",
  );
  assert.equal(ran.stdout, "true 1 2 3 true\n[ 1, 1 ]\n", ran.stderr);
  assert.equal(ran.code, 0);
});

test("allow-listed packages are found from modules and CommonJS, and find what they need themselves", async () => {
  const ran = await run({
    "main.ts": `
      import { greet } from "greeter";
      import loud from "greeter/loud";
      import old from "./old.cjs";
      console.log(greet("you"), loud, old.name, old.helper);`,
    "old.cjs": `module.exports = require("@scope/old");`,
  });
  assert.equal(ran.stdout, "hello you HELLO old hello \n", ran.stderr);
});

test("a package that is not allowed is refused by name, with its line, and the list of those that are", async () => {
  const error = await errorOf({ "main.ts": `import { greet } from "greeter";\n\nimport helper from "helper";` });
  assert.equal(
    error.message,
    "Cannot find package 'helper' imported from main.ts. Allowed here: greeter, @scope/old, lab, and what Node has built in",
  );
  assert.deepEqual([error.file, error.line, error.column], ["main.ts", 3, 20]);
});

test("a name that every object knows is a package's like any other", async () => {
  for (const name of ["constructor", "toString", "__proto__"]) {
    const error = await errorOf({ "main.ts": `import "${name}";` });
    assert.match(error.message, new RegExp(`^Cannot find package '${name}' imported from main.ts`));
  }
});

test("a missing file is an error of the importer's line and never names a folder of the host", async () => {
  const ran = await run({ "main.ts": `import "./a.ts";`, "a.ts": `export {};\nexport * from './gone';` });
  const [error] = reportsOf(ran, "error");
  assert.equal(error?.data.message, "Cannot find module './gone' imported from a.ts");
  assert.deepEqual([error?.data.file, error?.data.line, error?.data.column], ["a.ts", 2, 15]);
  assert.doesNotMatch(JSON.stringify(ran.reports) + ran.stderr, /\/tmp|looplab|sandbox-server|file:/);
});

test("importing a folder says that an import names a file", async () => {
  const error = await errorOf({ "main.ts": `import "./lib";`, "lib/index.ts": "export {};" });
  assert.equal(
    error.message,
    "Cannot find module './lib' imported from main.ts: it is a folder, and an import names a file",
  );
});

test("an export that does not exist is an error with its line", async () => {
  const error = await errorOf({ "main.ts": `\nimport { gone } from "./a.ts";`, "a.ts": "export const here = 1;" });
  assert.match(error.message, /does not provide an export named 'gone'/);
  assert.deepEqual([error.file, error.line], ["main.ts", 2]);
});

test("what only V8 finds wrong has its file, line and column", async () => {
  const error = await errorOf({ "main.ts": `import "./a.ts";`, "a.ts": "const x = 1;\n  const x = 2;" });
  assert.equal(error.message, "SyntaxError: Identifier 'x' has already been declared");
  assert.deepEqual([error.file, error.line, error.column], ["a.ts", 2, 9]);
});

test("broken JSON and broken CommonJS are errors before the program starts", async () => {
  const json = await errorOf({ "main.ts": `import data from "./data.json";`, "data.json": "{ oops" });
  assert.match(json.message, /JSON/);
  const common = await errorOf({ "main.cjs": "let a;\nlet a;" });
  assert.match(common.message, /already been declared/);
  assert.deepEqual([common.file, common.line], ["main.cjs", 2]);
});

test("a file that is no program cannot be imported", async () => {
  const error = await errorOf({ "main.ts": `import text from "./notes.txt";`, "notes.txt": "hello" });
  assert.match(error.message, /^TypeError: Cannot import notes\.txt: expected a name that ends in \.ts, /);
});

test("the cell's own code and the host's files cannot be imported", async () => {
  const ran = await run({
    "main.ts": `
      for (const url of ["/etc/passwd.mjs", "../app/main.mjs", new URL("../app/boot.mjs", import.meta.url).href]) {
        await import(url).catch((error) => console.log(error.message.replace(/'.*?'/, "that")));
      }`,
  });
  assert.equal(ran.stdout, "Cannot import that imported from main.ts: it lies outside\n".repeat(3), ran.stderr);
});

test("a program can import what it wrote itself, data: URLs, and a file twice under another query", async () => {
  const ran = await run({
    "main.ts": `
      import { writeFileSync } from "node:fs";
      writeFileSync("made.mjs", "export const made = 1;");
      const { made } = await import("./made.mjs");
      const { data } = await import("data:text/javascript,export const data = 2");
      const [first, again, same] = await Promise.all(["?1", "?2", "?1"].map((query) => import("./count.ts" + query)));
      console.log(made, data, first !== again, first === same);`,
    "count.ts": "export const once = Math.random();",
  });
  assert.equal(ran.stdout, "1 2 true true\n", ran.stderr);
});

test("names of any script and files in folders work", async () => {
  const ran = await run({
    "주문.ts": `import { 값 } from "./폴더/값"; console.log(값);`,
    "폴더/값.ts": `export const 값 = 7;`,
  });
  assert.equal(ran.stdout, "7\n", ran.stderr);
});

test("a transformed file's stacks speak of the source as typed", async () => {
  // Line 5 of what runs is line 2 of what was typed.
  const map = JSON.stringify({
    version: 3,
    sources: ["<anonymous>"],
    sourcesContent: ['enum E { A }\nthrow new Error("typed");'],
    names: [],
    mappings: ";;;;AACA,MAAM,IAAI",
  });
  const code = "var E;\n(function (E) {\n  E[E.A = 0] = 'A';\n})(E ||= {});\nthrow new Error('typed');";
  const ran = await runIn(maker, { "main.ts": "" }, { files: [{ path: "main.ts", code, map }] });
  const [error] = reportsOf(ran, "error");
  assert.deepEqual([error?.data.file, error?.data.line], ["main.ts", 2]);
  assert.match(ran.stderr, /^main\.ts:2\nthrow new Error\("typed"\);\n/);
});

test("a frame inside a package is told by the package's name", async () => {
  const ran = await run({ "main.ts": `import { fail } from "greeter/loud";\n\nfail();` });
  const [error] = reportsOf(ran, "error");
  assert.match(
    error?.data.stack ?? "",
    /^Error: inside\n {4}at fail \(node_modules\/greeter\/loud\.js:1:\d+\)\n {4}at main\.ts:3:1/,
  );
  assert.deepEqual([error?.data.file, error?.data.line], ["main.ts", 3]);
});
