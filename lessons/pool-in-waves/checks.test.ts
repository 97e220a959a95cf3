import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent, Trace } from "#protocol";
import { measure } from "#protocol";
import checks from "./checks.ts";

type Run = { totalMs?: number; threads?: unknown; ran?: boolean; formula?: unknown; size?: unknown };

/** Thirty jobs of 50 ms in less than 300 ms: six threads do it, five do not. */
function run({ totalMs = 252, threads = 6, ran = true, formula = 3_000, size = 13 }: Run): Trace {
  const note = (t: number, name: string, value: unknown): RunEvent => ({
    type: "note",
    data: { t, name, value: value as never },
  });
  const asked = {
    formula: [{ jobs: 100, threads: 40, ms: 1_000, expected: 3_000, got: formula }],
    sizes: [{ jobs: 50, ms: 20, limitMs: 90, expected: 13, got: size }],
  };
  const events: RunEvent[] = [
    ...(ran
      ? [{ type: "lane", data: { lane: 1, label: "job 1", slices: [[100, 100 + totalMs, "run"]] } } as const]
      : []),
    note(400, "asked", asked),
    note(400, "pool", { jobs: 30, ms: 50, limitMs: 300, threads, expected: 6, ran }),
  ] as RunEvent[];
  return { version: 1, events };
}
const verdict = (trace: Trace, check: string) => checks(trace, measure).find((one) => one.check === check);
const states = (trace: Trace) => Object.fromEntries(checks(trace, measure).map(({ check, state }) => [check, state]));

test("whole waves, in time, with no thread too many meet every check", () => {
  assert.deepEqual(states(run({})), { formula: "met", time: "met", smallest: "met" });
});

test("a time without the last wave is told what stands in it", () => {
  const formula = verdict(run({ formula: 2_500 }), "formula");
  assert.deepEqual([formula?.state, formula?.measured], ["not-met", "0 / 1"]);
  assert.match(formula?.cause?.en ?? "", /got 2500, expected 3000.*with 20 in it: 3 waves/);
});

test("one thread too few is late however calm the machine, and is told the waves", () => {
  const time = verdict(run({ threads: 5, totalMs: 302 }), "time");
  assert.deepEqual([time?.state, time?.atMs], ["not-met", 400]);
  assert.match(time?.cause?.en ?? "", /6 × 50 = 300 ms, which is not less than 300/);
});

test("a thread too many is in time, and not needed", () => {
  const seen = run({ threads: 9, totalMs: 201 });
  assert.deepEqual(states(seen), { formula: "met", time: "met", smallest: "not-met" });
  assert.match(verdict(seen, "smallest")?.cause?.en ?? "", /With 6 it takes 5 waves/);
});

test("a size that was only asked for counts as well", () => {
  assert.match(verdict(run({ size: 12 }), "smallest")?.cause?.en ?? "", /got 12, expected 13\. That would be 5 waves/);
});

test("what is no number of threads is not run, and is told the range", () => {
  for (const threads of [30, 2.5, null, "six"]) {
    const time = verdict(run({ threads, ran: false }), "time");
    assert.equal(time?.state, "not-met");
    assert.match(time?.cause?.en ?? "", /from 1 to 16/);
  }
});

test("a pool that is large enough and late all the same was held up by the machine", () => {
  assert.equal(states(run({ totalMs: 340 })).time, "too-noisy");
});

test("a program that never answered fails every check and says so", () => {
  const trace: Trace = { version: 1, events: [{ type: "error", data: { kind: "module", message: "no sizing" } }] };
  assert.deepEqual(states(trace), { formula: "not-met", time: "not-met", smallest: "not-met" });
});
