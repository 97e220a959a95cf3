import assert from "node:assert/strict";
import { test } from "node:test";
import { holes } from "./lock.ts";

test("an optional package without an entry is found, with the platform its name tells", () => {
  const packages = {
    "": {},
    "node_modules/tool": {
      version: "1.0.0",
      dev: true,
      optionalDependencies: { "@tool/win32-x64": "1.0.0", "@tool/linux-x64": "1.0.0" },
    },
    "node_modules/@tool/linux-x64": { version: "1.0.0" },
  };
  assert.deepEqual(holes({ packages }), [
    ["node_modules/@tool/win32-x64", { version: "1.0.0", dev: true, optional: true, os: ["win32"], cpu: ["x64"] }],
  ]);
});
