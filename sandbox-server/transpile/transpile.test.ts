import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createTranspiler, type Transpiler } from "./transpile.ts";

let transpiler: Transpiler;
before(async () => {
  transpiler = await createTranspiler();
});
after(() => transpiler[Symbol.asyncDispose]());

async function code(source: string, path = "main.ts"): Promise<string> {
  const result = await transpiler.transpile([{ path, code: source }]);
  assert.ok(result.ok, JSON.stringify(result));
  return result.files[0]?.code ?? "";
}
async function firstError(source: string, path = "main.ts") {
  const result = await transpiler.transpile([{ path, code: source }]);
  assert.ok(!result.ok, "expected an error");
  return result.errors[0];
}
const run = async (source: string) => import(`data:text/javascript,${encodeURIComponent(await code(source))}`);

test("types go and every character that stays keeps its place", async () => {
  const source = "interface A { b: number }\nconst a: A = { b: 1 } satisfies A;\nexport default a.b as number;\n";
  const stripped = await code(source);
  assert.equal(stripped.length, source.length);
  assert.equal(stripped.indexOf("{ b: 1 }"), source.indexOf("{ b: 1 }"));
  assert.equal((await run(source)).default, 1);
});

test("type errors never block a run", async () => {
  assert.equal((await run("const a: string = 1 as any as Nowhere;\nexport default a;")).default, 1);
});

test("enums, namespaces, parameter properties, import equals and angle-bracket assertions work", async () => {
  const source = `
    import fs = require("node:fs");
    enum Colour { Red = 2 }
    namespace Space { export const inside = 3 }
    class Point { constructor(readonly x: number) {} }
    export default Colour.Red * Space.inside + new Point(<number>1).x;`;
  const made = await transpiler.transpile([{ path: "main.ts", code: source }]);
  assert.ok(made.ok);
  assert.match(made.files[0]?.map ?? "", /"sources": \["main.ts"\]/);
  const { default: value } = await import(
    `data:text/javascript,${encodeURIComponent((made.files[0]?.code ?? "").replace(/.*require\(.*/, ""))}`
  );
  assert.equal(value, 7);
});

test("decorators and auto-accessors run", async () => {
  const source = `
    const seen: string[] = [];
    const tell = (_: unknown, context: ClassMemberDecoratorContext) => { seen.push(String(context.name)); };
    class A { @tell method() {} @tell accessor held = 1; }
    new A();
    export default seen;`;
  assert.deepEqual((await run(source)).default, ["method", "held"]);
  assert.equal((await run("class B { accessor held = 4 }\nexport default new B().held;")).default, 4);
});

test("using stays as it is, beside decorators too", async () => {
  const source = `
    let closed = 0;
    function mark(value: Function, _: ClassDecoratorContext) {}
    @mark class Held { [Symbol.dispose]() { closed += 1 } }
    { using held = new Held() }
    export default closed;`;
  assert.match(await code(source), /using held/);
  assert.equal((await run(source)).default, 1);
});

test("an at sign in a comment or a string does not cost the positions", async () => {
  const source = "/** @param a the first */\nexport const f = (a: string) => a + ' @home';\n// @ts-ignore\n";
  assert.equal((await code(source)).length, source.length);
});

test("an imported name that is only a type goes, what is used stays in its place, and the file is still imported", async () => {
  const source = [
    "import { type A, B, c } from './other.ts';",
    "import Default, * as all from './more.ts';",
    "import { Request } from 'express';",
    "import data from './data.json' with { type: 'json' };",
    "import Whole from './whole.ts';",
    "const b: B = c(all.x as Request, null as Whole);",
    "const text = `",
    "import { nothing } from 'nowhere';",
    "`;",
  ].join("\n");
  const lines = (await code(source)).split("\n");
  assert.equal(lines[0], "import {            c } from './other.ts';");
  assert.equal(lines[1], "import          * as all from './more.ts';");
  assert.deepEqual(
    lines.slice(2, 5).map((line) => line.replace(/ +/g, " ")),
    ["import 'express';", "import './data.json' with { type: 'json' };", "import './whole.ts';"],
  );
  assert.equal(lines[7], "import { nothing } from 'nowhere';");
  assert.equal(lines.join("\n").length, source.length);
});

test("an import for its effect, and every used one, is left alone", async () => {
  const source = "import './effect.ts';\nimport a, { b as c } from 'x';\nimport * as d from 'y';\nuse(a, c, d);\n";
  assert.equal(await code(source), source);
});

test("a syntax error has its file, line and column as typed", async () => {
  assert.deepEqual(await firstError("let a = 1;\nconst b = ;\n"), {
    kind: "transpile",
    message: "Expression expected",
    file: "main.ts",
    line: 2,
    column: 11,
  });
  const wide = await firstError('const 값: string = "😀"; const q = = 2;');
  assert.equal(wide?.column, 'const 값: string = "😀"; const q = = 2;'.indexOf("= 2") + 1);
});

test("every broken file is told, each with its own place", async () => {
  const result = await transpiler.transpile([
    { path: "a.ts", code: "let a = ;" },
    { path: "b.ts", code: "\nlet b = ;" },
    { path: "c.ts", code: "let c = 1;" },
  ]);
  assert.ok(!result.ok);
  assert.deepEqual(
    result.errors.map(({ file, line }) => [file, line]),
    [
      ["a.ts", 1],
      ["b.ts", 2],
    ],
  );
});

test("JSX is named as what it is, with its line", async () => {
  for (const [path, source, line] of [
    ["main.ts", "let a;\na = <p>hi</p>;", 2],
    ["page.tsx", "let a;\nexport default () => <A b={1} />;", 2],
    ["plain.tsx", "export const a = 1;", 1],
    ["old.jsx", "\n\nconst a = <p>hi</p>;", 3],
    ["main.js", "\nconst a = <p>hi</p>;", 2],
  ] as const) {
    const told = await firstError(source, path);
    assert.match(told?.message ?? "", /JSX is not supported/, path);
    assert.deepEqual([told?.file, told?.line], [path, line], path);
  }
});

test("JavaScript and other files are handed over as they are", async () => {
  for (const [path, source] of [
    ["a.js", "const a = '</p>'; const b = ;"],
    ["a.cjs", "with (Math) return"],
    ["a.json", "{"],
    ["notes.txt", "<p>"],
  ] as const) {
    assert.equal(await code(source, path), source);
  }
});

test("CommonJS TypeScript is stripped too", async () => {
  assert.equal(await code("const a: number = require('node:os');", "a.cts"), "const a         = require('node:os');");
});

for (const [name, hostile] of Object.entries({
  "deep nesting": "(".repeat(200_000),
  "a deep chain": `x${"+x".repeat(200_000)}`,
  "deep nesting of types": `let a: ${"[".repeat(100_000)}`,
})) {
  test(`${name} breaks only the program that has it`, async () => {
    const told = await firstError(hostile);
    assert.equal(told?.message, "nested too deeply to be read");
    assert.equal(await code("let a: number = 1;"), "let a         = 1;");
    assert.equal(await code("let a: number = 2;"), "let a         = 2;");
    assert.match(await code("enum A { B }"), /var A/);
  });
}
