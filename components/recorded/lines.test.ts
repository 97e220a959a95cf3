import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { differingLines, plain } from "./lines.ts";

test("two programs differ where their code does, not where their comments do", () => {
  deepEqual(differingLines("// holds\nlab.block(50);\ndone();", "// lets go\nawait lab.io(50);\ndone();"), [1]);
});

test("a caption shows code without the marks of knobs", () => {
  equal(plain("  await lab.io(/* knob:wait */ 50);"), "await lab.io(50)");
});
