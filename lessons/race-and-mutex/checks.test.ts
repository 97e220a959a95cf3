import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent, Trace } from "#protocol";
import { measure } from "#protocol";
import checks from "./checks.ts";

const well = { accounts: 8, wrong: 0, first: null, gained: 0, overlap: 4 };

function run(crowd: object, closed: object = {}, ...more: RunEvent[]): Trace {
  const note = (t: number, name: string, value: never): RunEvent => ({ type: "note", data: { t, name, value } });
  return {
    version: 1,
    events: [
      ...more,
      note(800, "crowd", { ...well, settled: 200, of: 200, refused: 0, refusals: 0, ...crowd } as never),
      note(900, "closed", { ...well, settled: 40, of: 40, refused: 12, refusals: 12, ...closed } as never),
    ],
  };
}
const failed = (trace: Trace) => checks(trace, measure).filter(({ state }) => state !== "met");

test("books that balance, with transfers side by side, meet every check", () => {
  assert.deepEqual(failed(run({})), []);
});

test("transfers that wait for one another for ever are a deadlock, whatever else is wrong then", () => {
  const [finished, balances] = failed(run({ settled: 31, wrong: 8, first: { name: "A", should: 1, has: 2 } }));
  assert.deepEqual([finished?.check, finished?.measured, finished?.atMs], ["finished", "31 / 200", 800]);
  assert.match(finished?.cause?.en ?? "", /deadlock/);
  assert.match(balances?.cause?.en ?? "", /nothing more to say/);
});

test("a lost update is told with the account, the sum that is missing, the first that overwrote and its moment", () => {
  const overwrote: RunEvent = {
    type: "note",
    data: { t: 12.4, name: "overwrote", value: { id: 9, account: "C" } as never },
  };
  const first = { name: "A", should: 4_210, has: 3_950 };
  const [balances, ...others] = failed(run({ wrong: 3, first, gained: -1_260 }, {}, overwrote));
  assert.deepEqual(others, []);
  assert.deepEqual([balances?.measured, balances?.atMs], ["5 / 8", 12]);
  assert.match(
    balances?.cause?.en ?? "",
    /A should hold 4,210 and holds 3,950; .* lost 1,260\. Transfer 9 .* account C/,
  );
});

test("one lock for all is safe and told what it costs", () => {
  const [overlap, ...others] = failed(run({ overlap: 1 }));
  assert.deepEqual(others, []);
  assert.match(overlap?.cause?.en ?? "", /makes everybody queue/);
});

test("a lock kept by a failed transfer, an error swallowed and money moved all the same are three causes", () => {
  const told = (closed: object) => failed(run({}, closed)).map(({ check, cause }) => `${check}: ${cause?.en}`)[0] ?? "";
  assert.match(told({ settled: 22, refused: 3 }), /^errors: .*kept its lock/);
  assert.match(told({ refused: 0 }), /^errors: .*only 0 told/);
  assert.match(told({ wrong: 2 }), /^errors: .*2 balances/);
});

test("an unexpected throw is told in its own words", () => {
  const threw: RunEvent = { type: "note", data: { t: 5, name: "threw", value: "TypeError: no lock" as never } };
  assert.match(failed(run({}, {}, threw))[0]?.cause?.en ?? "", /TypeError: no lock/);
});

test("a program that never came to its end fails every check and says so", () => {
  const trace: Trace = { version: 1, events: [{ type: "error", data: { kind: "uncaught", message: "no bank" } }] };
  assert.equal(failed(trace).length, 4);
});
