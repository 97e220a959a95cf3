import assert from "node:assert/strict";
import { test } from "node:test";
import { fencesOf } from "./fences.ts";

const mdx = (...names: string[]) =>
  names.map((name) => `Text\n\n\`\`\`mermaid ${name}\nflowchart LR\n  a --> b\n\`\`\`\n`).join("\n");

test("every diagram of a text is found with its name and its lines as they stand", () => {
  assert.deepEqual(fencesOf(`${mdx("one")}\n\`\`\`ts\nconst a = 1;\n\`\`\`\n${mdx("two")}`), [
    { name: "one", source: "flowchart LR\n  a --> b\n" },
    { name: "two", source: "flowchart LR\n  a --> b\n" },
  ]);
});

test("a diagram without a name, or with another's, is refused", () => {
  assert.throws(() => fencesOf(mdx("")), /name-like-this/);
  assert.throws(() => fencesOf(mdx("one", "one")), /"one" twice/);
});
