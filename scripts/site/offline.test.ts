import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { offlineWorker } from "./offline.ts";

test("another build is another worker, so that browsers take it and let go of the one before", (t) => {
  const built = mkdtempSync(join(tmpdir(), "built-"));
  t.after(() => rmSync(built, { recursive: true }));
  const [first, second] = ["one", "two"].map((id) => {
    writeFileSync(join(built, "BUILD_ID"), id);
    return offlineWorker(built);
  });
  assert.match(first ?? "", /^const build = "one";/);
  assert.notEqual(first, second);
});
