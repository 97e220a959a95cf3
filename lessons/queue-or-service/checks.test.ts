import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent, Trace } from "#protocol";
import { measure } from "#protocol";
import checks from "./checks.ts";

type Run = { accepts?: object; done?: object; charged?: object; points?: object; serverLag?: number };

/** Nineteen orders of three customers, accepted within 9 ms each, while two processes died. */
function run({ accepts, done, charged, points, serverLag = 1 }: Run): Trace {
  const note = (t: number, name: string, value: object): RunEvent => ({
    type: "note",
    data: { t, name, value: value as never },
  });
  const events: RunEvent[] = [
    { type: "metric", data: { t: 10, name: "serverLagMs", value: serverLag } },
    note(700, "died", { order: "order-7", after: "write" }),
    note(850, "died", { order: "order-9", after: "charge" }),
    note(900, "accepts", { ms: Array.from({ length: 22 }, (_, n) => n % 10), referenceMs: 4, failed: [], ...accepts }),
    note(2_000, "done", { of: 19, undone: 0, left: 0, first: [], ...done }),
    note(2_001, "charged", { of: 19, wrong: 0, first: [], ...charged }),
    note(2_002, "points", { of: 3, wrong: 0, first: [], ...points }),
  ];
  return { version: 1, events };
}
const verdicts = (of: Run) => checks(run(of), measure);
const failed = (of: Run) => verdicts(of).filter(({ state }) => state !== "met");
const causeOf = (of: Run) => failed(of)[0]?.cause?.en ?? "";

test("orders accepted at once, done, charged once and rewarded meet every check", () => {
  assert.deepEqual(failed({}), []);
  assert.deepEqual(
    verdicts({}).map(({ check, measured }) => `${check} ${measured}`),
    ["accept 9 ms", "done 19 / 19", "charged 19 / 19", "points 3 / 3"],
  );
});

test("accepting that waits for the work is told apart from a machine that was slow to Redis as well", () => {
  const waiting = { accepts: { ms: Array.from({ length: 22 }, () => 420), referenceMs: 12 } };
  assert.match(causeOf(waiting), /waited 420 ms, where Redis was there and back in 12 ms.*waited for the work/);
  const slow = { ms: Array.from({ length: 22 }, () => 90) };
  assert.equal(failed({ accepts: { ...slow, referenceMs: 70 } })[0]?.state, "too-noisy");
  assert.equal(failed({ accepts: slow, serverLag: 40 })[0]?.state, "too-noisy");
  assert.equal(failed({ accepts: slow })[0]?.state, "not-met");
});

test("one slow answer of twenty-two is within the 95 %", () => {
  assert.deepEqual(failed({ accepts: { ms: [300, ...Array.from({ length: 21 }, () => 5)] } }), []);
});

test("an accept that throws is told with its words", () => {
  assert.match(causeOf({ accepts: { failed: ["Error: no queue"] } }), /`accept` threw: Error: no queue/);
});

test("an order that was not done is told apart by how its job ended", () => {
  const undone = (why: string, detail = "", tries = 1) =>
    causeOf({ done: { undone: 2, first: [{ order: "order-3", why, detail, tries }] } });
  assert.match(undone("failed", "503, the bank is busy"), /order-3 ended as failed after its only try: 503/);
  assert.match(undone("failed", "TypeError", 3), /failed after 3 tries: TypeError/);
  assert.match(undone("told", '"later"'), /reported as done.*told "later", not a receipt/);
  assert.match(undone("unknown"), /does not know its job/);
  assert.match(undone("delayed"), /still "delayed"/);
});

test("jobs left behind are told, though every order is done", () => {
  const [left] = failed({ done: { left: 2 } });
  assert.deepEqual([left?.check, left?.limit, left?.measured], ["done", "0", "2"]);
});

test("a charge too many is told apart by where the second came from, with the moment of the crash", () => {
  const charge = (first: object) => failed({ charged: { wrong: 1, first: [{ order: "order-9", ...first }] } })[0];
  const again = charge({ times: 2, twice: false, died: true });
  assert.equal(again?.atMs, 850);
  assert.match(again?.cause?.en ?? "", /charged 2 times: its process died.*another key/);
  assert.match(charge({ times: 2, twice: true, died: false })?.cause?.en ?? "", /posted twice and charged 2 times/);
  assert.match(charge({ times: 0, twice: false, died: false })?.cause?.en ?? "", /never charged/);
});

test("points are wrong in both directions", () => {
  const given = (got: number) => causeOf({ points: { wrong: 1, first: [{ customer: "ben", got, wanted: 259 }] } });
  assert.match(given(228), /ben has 31 points too few \(228 of 259\)/);
  assert.match(given(287), /ben has 28 points too many \(287, not 259\)/);
});

test("a program that never came to its end fails every check and says so", () => {
  const trace: Trace = { version: 1, events: [{ type: "error", data: { kind: "uncaught", message: "boom" } }] };
  assert.deepEqual(
    checks(trace, measure).map(({ check, state }) => `${check} ${state}`),
    ["accept not-met", "done not-met", "charged not-met", "points not-met"],
  );
});
