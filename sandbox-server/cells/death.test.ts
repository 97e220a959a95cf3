import assert from "node:assert/strict";
import { test } from "node:test";
import { fromExitCode, fromWaitStatus, readDeath } from "./death.ts";

test("a wait status tells an exit code from a signal", () => {
  assert.deepEqual(fromWaitStatus(137 << 8), { code: 137, signal: null });
  assert.deepEqual(fromWaitStatus(9), { code: null, signal: "SIGKILL" });
  assert.deepEqual(fromWaitStatus(6 | 0x80), { code: null, signal: "SIGABRT" });
  assert.deepEqual(fromWaitStatus(0), { code: 0, signal: null });
});

test("bubblewrap's own code is read as it is meant", () => {
  assert.deepEqual(fromExitCode(134), { code: null, signal: "SIGABRT" });
  assert.deepEqual(fromExitCode(128), { code: 128, signal: null });
  assert.deepEqual(fromExitCode(1), { code: 1, signal: null });
});

test("a living process and one that never was have no end", () => {
  assert.equal(readDeath(process.pid), null);
  assert.equal(readDeath(0), null);
});
