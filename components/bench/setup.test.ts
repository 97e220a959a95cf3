import assert from "node:assert/strict";
import { test } from "node:test";
import type { BenchVariant } from "./props.ts";
import { applied, differing, readSetup } from "./setup.ts";

const plain: BenchVariant = {
  id: "empty",
  label: { ko: "", en: "" },
  role: "mine",
  files: [{ path: "main.ts", code: "" }],
  entry: "main.ts",
};
const queue: BenchVariant = { ...plain, services: ["redis"] };

test("a program runs beside the databases it was given", () => {
  assert.deepEqual(applied(plain, { services: ["postgres"] }).services, ["postgres"]);
  assert.deepEqual(applied(queue, { services: [] }).services, []);
  assert.deepEqual(applied(queue).services, ["redis"]);
});

test("a database taken away again leaves no change behind, and one taken from a program that has it does", () => {
  assert.deepEqual(differing(plain, { services: [] }), {});
  assert.deepEqual(differing(queue, { services: ["redis"] }), {});
  assert.deepEqual(differing(queue, { services: [] }), { services: [] });
});

test("of kept databases those this page knows are there again, each once", () => {
  assert.deepEqual(readSetup({ services: ["redis", "postgres", "redis", "mysql", 3] }), {
    services: ["postgres", "redis"],
  });
  for (const services of ["postgres", { 0: "redis" }, null]) assert.deepEqual(readSetup({ services }), {});
});
