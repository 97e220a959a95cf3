import assert from "node:assert/strict";
import { test } from "node:test";
import { missingPackage, packagesIn, typesFileOf } from "./named.ts";

const listed = ["p-limit", "@fastify/cors", "zod", "pino"];

test("a package is seen however it is imported, each once, and only if it is listed", () => {
  const code = `
    import pLimit from "p-limit";
    import * as z from 'zod/mini';
    export { z } from "zod";
    const cors = await import("@fastify/cors");
    const log = require('pino');
    import left from "left-pad";
    import own from "./p-limit";`;
  assert.deepEqual(packagesIn(code, listed), ["p-limit", "zod", "@fastify/cors", "pino"]);
});

test("a package with a scope has a file name of its own", () => {
  assert.equal(typesFileOf("@fastify/cors"), "fastify__cors.json");
  assert.equal(typesFileOf("p-limit"), "p-limit.json");
});

test("what TypeScript says of an unknown package is told from a missing file, a built-in and other errors", () => {
  const says = (specifier: string) => `Cannot find module '${specifier}' or its corresponding type declarations.`;
  assert.equal(missingPackage(says("left-pad")), "left-pad");
  assert.equal(missingPackage(says("@scope/thing/deep.js")), "@scope/thing");
  const sideEffect = "Cannot find module or type declarations for side-effect import of 'left-pad'.";
  assert.equal(missingPackage(sideEffect), "left-pad");
  for (const other of [says("./gone"), says("/gone"), says("node:gone"), "Cannot find name 'left'."]) {
    assert.equal(missingPackage(other), null, other);
  }
});
