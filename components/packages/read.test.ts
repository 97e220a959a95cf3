import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { groupedPackages, listedPackages } from "./read.ts";

test("the page tells of exactly the packages a program may import, each with its locked version and its program", async () => {
  const told = (await groupedPackages()).flatMap(({ packages }) => packages);
  assert.deepEqual(told.map(({ name }) => name).toSorted(), (await listedPackages()).toSorted());
  for (const { name, version, program, says } of told) {
    assert.match(version, /^\d+\.\d+\.\d+$/, name);
    assert.ok(existsSync(program), program);
    for (const text of Object.values(says)) assert.match(text, /\.$/, name);
  }
});
