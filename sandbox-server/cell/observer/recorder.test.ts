import assert from "node:assert/strict";
import { test } from "node:test";
import type { Report } from "../../cells/wire.ts";
import type { Beat } from "./beats.ts";
import { Recorder } from "./recorder.ts";
import { blind } from "./witness.ts";

const beat = (atMs: number, idleMs: number, turns: number): Beat => ({ atMs, idleMs, turns, periodMs: 5 });

/** A recorder to which these beats come one call after the other, and what it told. */
function recording(...calls: Beat[][]) {
  const told: Report[] = [];
  const recorder = new Recorder({
    beats: { take: () => calls.shift() ?? [] },
    zero: beat(0, 0, 0),
    now: () => 1_000,
    isWaiting: () => false,
    witness: () => blind,
    report: (record) => told.push(record) > 0,
  });
  const blocks = () =>
    told.flatMap((one) => (one.type === "block" ? [[one.data.state, one.data.startMs, one.data.durationMs]] : []));
  return { recorder, blocks };
}

test("the block a program ended in is told, whether its last beat came to a tick or to the end", async () => {
  for (const calls of [
    [[], [beat(300, 0, 0)]],
    [[beat(300, 0, 0)], []],
  ]) {
    for (const [cut, state] of [
      [false, "closed"],
      [true, "cut"],
    ] as const) {
      const { recorder, blocks } = recording(...calls);
      recorder.tick(302);
      await recorder.end(cut);
      const ends = blocks().filter(([told]) => told !== "open");
      assert.deepEqual(ends, [[state, 0, 300]]);
    }
  }
});
