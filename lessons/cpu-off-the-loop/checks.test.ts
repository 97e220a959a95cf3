import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent, Trace } from "#protocol";
import { measure } from "#protocol";
import checks from "./checks.ts";

type Run = {
  threads?: number;
  noiseMs?: number;
  afterMs?: number;
  blocks?: number[];
  file?: string | null;
  right?: number;
  wrong?: unknown[];
};

const note = (t: number, name: string, value: unknown): RunEvent => ({
  type: "note",
  data: { t, name, value: value as never },
});

/** Eight photos on two cores, from 200 ms on, after 100 quiet ones. */
function run({
  threads = 2,
  noiseMs = 1,
  afterMs = 2,
  blocks = [],
  file = "thumbnails.ts",
  right = 8,
  wrong = [],
}: Run): Trace {
  const thread = (index: number): RunEvent[] =>
    [0, 1].map((part) => ({
      type: "lane",
      data: {
        lane: 10 + index,
        label: `worker thread ${index + 1}`,
        file: "thumbnails.ts",
        line: 12,
        slices: [[210 + 50 * part + index, 250 + 50 * part + index, "worker"]],
      },
    }));
  const held = blocks.map(
    (durationMs, id): RunEvent => ({
      type: "block",
      data: { id, state: "closed", startMs: 220 + 200 * id, durationMs, file, line: 20, fn: null, stack: [] },
    }),
  );
  const events: RunEvent[] = [
    { type: "lag", data: [{ t: 40, lagMs: 700 }] },
    note(100, "quiet", null),
    { type: "lag", data: [{ t: 150, lagMs: noiseMs }] },
    note(200, "go", { photos: 8, cores: 2 }),
    { type: "lag", data: [{ t: 940, lagMs: Math.max(2, ...blocks) }] },
    ...held,
    ...Array.from({ length: threads }, (_, index) => thread(index)).flat(),
    { type: "lane", data: { lane: 1, label: "photo 1", slices: [[201, 900, "wait"]] } },
    note(950, "done", null),
    { type: "lag", data: [{ t: 951, lagMs: Math.max(2, ...blocks) }] },
    { type: "lag", data: [{ t: 1_190, lagMs: afterMs }] },
    note(1_200, "answers", { right, of: 8, wrong }),
  ];
  return { version: 1, events };
}
const verdictsOf = (of: Run) => checks(run(of), measure);
const states = (of: Run) => Object.fromEntries(verdictsOf(of).map(({ check, state }) => [check, state]));

test("a few threads, right pictures and a loop that turns meet every check", () => {
  assert.deepEqual(states({}), { threads: "met", answers: "met", lag: "met" });
  assert.deepEqual(states({ threads: 3 }).threads, "met");
});

test("slices in the main thread are as good, and need no thread", () => {
  assert.deepEqual(states({ threads: 0, blocks: [12, 12] }), { threads: "met", answers: "met", lag: "met" });
});

test("a thread for each photo is told with the first too many and the line that started it", () => {
  const [threads] = verdictsOf({ threads: 8 });
  assert.deepEqual(
    [threads?.state, threads?.measured, threads?.atMs, threads?.file, threads?.line],
    ["not-met", "8", 213, "thumbnails.ts", 12],
  );
  assert.match(threads?.cause?.en ?? "", /8 threads were started for 8 photos/);
});

test("a loop that is never let go is told apart from one that is let go too seldom", () => {
  const [, , never] = verdictsOf({ threads: 0, blocks: [790] });
  assert.deepEqual([never?.state, never?.atMs, never?.line], ["not-met", 270, 20]);
  assert.match(never?.cause?.en ?? "", /one stretch/);
  const [, , seldom] = verdictsOf({ threads: 0, blocks: [190, 120, 125, 190] });
  assert.match(seldom?.cause?.en ?? "", /stood still 4 times.*slice of every photo/);
});

test("a main thread that got no core, for the answer's own threads or for others, is not told that its line held it", () => {
  const [, , crowded] = verdictsOf({ threads: 8, blocks: [80], file: null });
  assert.deepEqual([crowded?.state, crowded?.file], ["not-met", undefined]);
  assert.match(crowded?.cause?.en ?? "", /did not get a core/);
  assert.equal(states({ threads: 2, blocks: [400], file: null }).lag, "too-noisy");
});

test("what the machine added before and after the photos excuses as much, and no more", () => {
  assert.equal(states({ noiseMs: 20, blocks: [90] }).lag, "too-noisy");
  assert.equal(states({ afterMs: 20, blocks: [90] }).lag, "too-noisy");
  assert.equal(states({ noiseMs: 1, blocks: [90] }).lag, "not-met");
  assert.equal(states({ noiseMs: 20, blocks: [790] }).lag, "not-met");
});

test("a wrong picture is told with its part and both values, a throw with its words", () => {
  const expected = [5, 6, 7, 8, 9, 1, 2, 3];
  const [, picture] = verdictsOf({ right: 7, wrong: [{ id: 4, expected, got: [5, 6, 0, 8, 9, 1, 2, 3] }] });
  assert.equal(picture?.measured, "7 / 8");
  assert.match(picture?.cause?.en ?? "", /Part 3 of photo 4 should be 7, and is 0/);
  const [, thrown] = verdictsOf({ right: 0, wrong: [{ id: 1, expected, got: { threw: "RangeError" } }] });
  assert.match(thrown?.cause?.en ?? "", /Photo 1 threw: RangeError/);
});

test("a program that never answered fails every check and says so", () => {
  const trace: Trace = { version: 1, events: [{ type: "error", data: { kind: "uncaught", message: "boom" } }] };
  assert.deepEqual(
    checks(trace, measure).map(({ check, state }) => [check, state]),
    [
      ["threads", "not-met"],
      ["answers", "not-met"],
      ["lag", "not-met"],
    ],
  );
});
