import assert from "node:assert/strict";
import { test } from "node:test";
import { measure, type RunEvent, type Trace } from "#protocol";
import checks from "./checks.ts";

type Plan = { limit: number; reserve: number; pods: number; processes: number };
type Run = {
  sizeOf?: (plan: Plan) => unknown;
  fleet?: object;
  orders?: object;
  totalMs?: number;
  referenceMs?: number;
  failing?: object;
  full?: object;
  afterwards?: object;
};

const plans: Plan[] = [
  { limit: 24, reserve: 5, pods: 3, processes: 2 },
  { limit: 100, reserve: 10, pods: 3, processes: 2 },
  { limit: 200, reserve: 25, pods: 4, processes: 3 },
];
const fits = ({ limit, reserve, pods, processes }: Plan) => Math.floor((limit - reserve) / (pods * processes));

/** A program that keeps its budget of three connections, with twelve orders of 10 + 100 ms. */
function run({ sizeOf = fits, totalMs = 150, referenceMs = 150, ...notes }: Run): Trace {
  const note = (t: number, name: string, value: unknown): RunEvent => ({
    type: "note",
    data: { t, name, value: value as never },
  });
  const order: RunEvent = {
    type: "lane",
    data: { lane: 1, label: "order 1", slices: [[1_000, 1_000 + totalMs, "wait"]] },
  };
  const asked = plans.map((plan) => ({ ...plan, expected: fits(plan), got: sizeOf(plan) }));
  const fleet = { wanted: 18, connected: 18, refused: 0, failed: "", programs: 6, room: 19 };
  const orders = { right: 12, of: 12, wrong: null, limitMs: 250, width: 3, queryMs: 10, quoteMs: 100 };
  return {
    version: 1,
    events: [
      note(10, "asked", asked),
      note(500, "fleet", { ...fleet, ...notes.fleet }),
      note(900, "reference", { ms: referenceMs, idealMs: 140 }),
      order,
      note(1_500, "orders", { ...orders, ...notes.orders }),
      note(1_600, "failing", { sent: 3, inHand: 0, ...notes.failing }),
      note(2_400, "full", { patienceMs: 600, waitedMs: 601, error: "timeout exceeded", ...notes.full }),
      note(2_500, "afterwards", { inHand: 0, size: 3, ...notes.afterwards }),
    ],
  };
}
const verdicts = (wanted: Run) => checks(run(wanted), measure);
const failed = (wanted: Run) => verdicts(wanted).filter(({ state }) => state !== "met");
const because = (wanted: Run) =>
  failed(wanted).map(({ check, measured, cause }) => `${check} ${measured}: ${cause?.en}`);

test("a pool that keeps its budget and its promises meets every check", () => {
  assert.deepEqual(failed({}), []);
  assert.deepEqual(
    verdicts({}).map(({ check }) => check),
    ["budget", "refused", "answers", "time", "leaked", "timeout"],
  );
});

test("each wrong sum is told by the mistake that fits every plan", () => {
  const told = (sizeOf: (plan: Plan) => unknown) => because({ sizeOf })[0] ?? "";
  assert.match(
    told(({ limit, reserve, pods }) => Math.floor((limit - reserve) / pods)),
    /^budget 0 \/ 3: .* in every process of every pod: 6 × 6 = 36/,
  );
  assert.match(
    told(({ limit, pods, processes }) => Math.floor(limit / (pods * processes))),
    /leaves nothing of the reserve of 5/,
  );
  assert.match(
    told(({ limit, reserve, pods, processes }) => Math.ceil((limit - reserve) / (pods * processes))),
    /^budget 1 \/ 3: .* 6 × 4 = 24 is more than the 19 there are/,
  );
  assert.match(
    told(() => 2),
    /18 would fit, and it uses 12/,
  );
  assert.match(
    told(() => 3.2),
    /whole numbers/,
  );
  assert.match(
    told(() => "Error: not yet"),
    /got Error: not yet.*whole numbers/,
  );
});

test("refused connections are told with their number, others with what was said", () => {
  const [refused] = because({ fleet: { wanted: 42, connected: 19, refused: 23 } });
  assert.match(refused ?? "", /^refused 23: 6 processes asked for 42 .* 19 had room: 23 were refused with 53300/);
  assert.match(
    because({ fleet: { connected: 17, failed: "timeout exceeded" } })[0] ?? "",
    /17 could be opened: timeout exceeded/,
  );
});

test("a wrong total and an order that never ended are two causes", () => {
  const wrong = { id: 7, expected: 1_200, got: "1100" };
  assert.match(because({ orders: { right: 11, wrong } })[0] ?? "", /Order 7: expected a total of 1200, got 1100/);
  assert.match(because({ orders: { right: 9 } })[0] ?? "", /3 orders never had their answer/);
});

test("orders that held their connections are told with the sum, from the moment they were late", () => {
  const [time] = failed({ totalMs: 460 });
  assert.deepEqual([time?.check, time?.measured, time?.atMs], ["time", "460 ms", 1_250]);
  assert.match(time?.cause?.en ?? "", /4 waves.* 4 × 110 = 440 ms; .* 4 × 10 \+ 100 = 140 ms/);
});

test("what the machine added to the reference as well is not the learner's fault", () => {
  assert.deepEqual(
    failed({ totalMs: 300, referenceMs: 190 }).map(({ state }) => state),
    ["too-noisy"],
  );
  assert.deepEqual(
    failed({ totalMs: 300, referenceMs: 142 }).map(({ state }) => state),
    ["not-met"],
  );
});

test("a connection lost to an error and one handed to nobody are told apart", () => {
  assert.match(because({ failing: { inHand: 2 } })[0] ?? "", /^leaked 2: After 3 orders .* went past `release\(\)`/);
  assert.match(because({ afterwards: { inHand: 1 } })[0] ?? "", /^leaked 1: .* was not told/);
});

test("waiting for ever, too short and without an error are three causes", () => {
  assert.match(because({ full: { waitedMs: null } })[0] ?? "", /^timeout –: .* after 1,300 ms.* waits for ever/);
  assert.match(
    because({ full: { waitedMs: 100 } })[0] ?? "",
    /^timeout 100 ms: .*ended after 100 ms: timeout exceeded/,
  );
  assert.match(because({ full: { error: "" } })[0] ?? "", /answered without a connection/);
});

test("a program that never came to its end fails every check and says so", () => {
  const trace: Trace = { version: 1, events: [{ type: "error", data: { kind: "uncaught", message: "no pool" } }] };
  const all = checks(trace, measure);
  assert.deepEqual([all.length, all.filter(({ state }) => state === "not-met").length], [6, 6]);
  assert.match(all[0]?.cause?.en ?? "", /no pool/);
});
