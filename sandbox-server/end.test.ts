import assert from "node:assert/strict";
import { test } from "node:test";
import { Ending, endsInFatalHeap, howItEnded } from "./end.ts";

const killedByUs = { code: null, signal: "SIGKILL" } as const;
const heapFull = `
<--- Last few GCs --->

[1:0x7d5d000]       67 ms: Mark-Compact (reduce) 32.9 (35.1) -> 32.9 (35.1) MB

FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory
----- Native stack trace -----

 1: 0x840e50  [node]
 2: 0x8410bd node::OOMErrorHandler(char const*, v8::OOMDetails const&) [node]
11: 0x1ae5a76  [node]
`;

test("the first reason wins", () => {
  const ending = new Ending();
  assert.equal(ending.reason, null);
  ending.because("output");
  ending.because("timeout");
  assert.equal(ending.reason, "output");
  assert.ok(ending.signal.aborted);
});

test("what the server ended has neither code nor signal, whatever the cell said", () => {
  for (const reason of ["timeout", "memory", "output", "cancelled"] as const) {
    assert.deepEqual(howItEnded(reason, killedByUs, 0, heapFull), { reason, code: null, signal: null });
  }
});

test("a program that could not begin ends with code 1", () => {
  assert.deepEqual(howItEnded("error", null, null, ""), { reason: "error", code: 1, signal: null });
});

test("a reported code counts when we killed the cell, and only then", () => {
  assert.deepEqual(howItEnded(null, killedByUs, 0, ""), { reason: "finished", code: 0, signal: null });
  assert.deepEqual(howItEnded(null, killedByUs, 3, ""), { reason: "error", code: 3, signal: null });
  assert.deepEqual(howItEnded(null, { code: null, signal: "SIGSEGV" }, 0, ""), {
    reason: "killed",
    code: null,
    signal: "SIGSEGV",
  });
});

test("without a report the wait status tells", () => {
  assert.deepEqual(howItEnded(null, { code: 0, signal: null }, null, ""), {
    reason: "finished",
    code: 0,
    signal: null,
  });
  assert.deepEqual(howItEnded(null, { code: 13, signal: null }, 0, ""), { reason: "error", code: 13, signal: null });
  assert.deepEqual(howItEnded(null, killedByUs, null, ""), { reason: "killed", code: null, signal: "SIGKILL" });
});

test("an abort is memory only when V8's last words are that memory is out", () => {
  const abort = { code: null, signal: "SIGABRT" } as const;
  assert.deepEqual(howItEnded(null, abort, null, heapFull), { reason: "memory", code: null, signal: null });
  assert.deepEqual(howItEnded(null, abort, null, ""), { reason: "killed", code: null, signal: "SIGABRT" });
  assert.equal(howItEnded(null, abort, null, `${heapFull}and then it went on\n`).reason, "killed");
  assert.equal(howItEnded(null, { code: null, signal: "SIGTERM" }, null, heapFull).reason, "killed");
});

test("other ways V8 says so are known too, and no other fatal error is", () => {
  for (const words of [
    "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
    "FATAL ERROR: CALL_AND_RETRY_LAST Allocation failed - JavaScript heap out of memory",
    "#\n# Fatal process out of memory: Zone\n#",
    "#\n# Fatal JavaScript invalid size error 169220804 (out of memory)",
  ]) {
    assert.ok(endsInFatalHeap(words), words);
  }
  assert.ok(!endsInFatalHeap("FATAL ERROR: v8::ToLocalChecked Empty MaybeLocal"));
  assert.ok(!endsInFatalHeap("my heap out of memory"));
});
