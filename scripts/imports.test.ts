import assert from "node:assert/strict";
import { test } from "node:test";
import { against, importsOf } from "./imports.ts";

const value = (specifier: string) => ({ specifier, typeOnly: false, line: 1 });
const type = (specifier: string) => ({ specifier, typeOnly: true, line: 1 });

test("finds static, side-effect, re-exporting and dynamic imports with their lines", () => {
  const code = `import a from "./a.ts";\nimport type { B } from './b.ts';\nexport * from "./c.ts";\nimport "./d.css";\nawait import("./e.ts");\nimport {\n  f,\n} from "./f.ts";\n`;
  assert.deepEqual(
    importsOf(code).map(({ specifier, typeOnly, line }) => [specifier, typeOnly, line]),
    [
      ["./a.ts", false, 1],
      ["./b.ts", true, 2],
      ["./c.ts", false, 3],
      ["./d.css", false, 4],
      ["./e.ts", false, 5],
      ["./f.ts", false, 6],
    ],
  );
});

test("the two programs meet in the protocol only", () => {
  assert.ok(against("components/bench/store.ts", value("../../sandbox-server/run.ts")));
  assert.ok(against("sandbox-server/run.ts", value("../components/bench/store.ts")));
  assert.equal(against("sandbox-server/run.ts", value("#protocol")), null);
  assert.equal(against("components/bench/store.ts", value("#protocol/sse")), null);
});

test("protocol imports nothing of ours", () => {
  assert.ok(against("protocol/trace.ts", value("../lessons/types.ts")));
  assert.equal(against("protocol/trace.ts", value("./events.ts")), null);
});

test("the cell's inside takes types from the protocol, values only from itself and Node", () => {
  assert.equal(against("sandbox-server/cell/boot.ts", type("#protocol")), null);
  assert.ok(against("sandbox-server/cell/boot.ts", value("#protocol")));
  assert.ok(against("sandbox-server/cell/boot.ts", value("zod/mini")));
  assert.ok(against("sandbox-server/cell/boot.ts", value("../run.ts")));
  assert.equal(against("sandbox-server/cell/boot.ts", value("node:http")), null);
});

test("the server does not reach into the code that runs inside the cell", () => {
  assert.ok(against("sandbox-server/run.ts", value("./cell/boot.ts")));
});

test("lessons are content: no packages, no UI", () => {
  assert.ok(against("lessons/index.ts", value("react")));
  assert.ok(against("lessons/index.ts", value("../components/lesson/mdx.tsx")));
});
