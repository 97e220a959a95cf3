import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { buildApp } from "./app.ts";

const folder = mkdtempSync(join(tmpdir(), "app-"));
after(() => rmSync(folder, { recursive: true }));

test("nothing of the cell's inside imports a module of Node's as it is linked", async () => {
  await buildApp(folder);
  const files = readdirSync(folder).filter((name) => name.endsWith(".mjs") && name !== "prove.mjs");
  assert.ok(files.includes("boot.mjs") && files.includes("observer-thread.mjs"), files.join(" "));
  for (const name of files) {
    const linked = readFileSync(join(folder, name), "utf8").match(/^import .*"node:.*$/gm);
    assert.equal(linked, null, name);
  }
});
