import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventData } from "#protocol";
import { barsPath, beatPath, blockBars } from "./beats.ts";

const scale = { endMs: 1_000, width: 1_000 };
const block = (startMs: number, durationMs: number, state: EventData<"block">["state"]): EventData<"block"> => ({
  id: startMs + 1,
  state,
  startMs,
  durationMs,
  file: null,
  line: null,
  fn: null,
  stack: [],
});
const ticks = (path: string) => [...path.matchAll(/M([\d.]+)/g)].map((match) => Number(match[1]));

test("a tick stands where the loop turned", () => {
  const lag = [10, 20, 30].map((t) => ({ t, lagMs: 0 }));
  assert.deepEqual(ticks(beatPath(lag, scale, 0, 8)), [10, 20, 30]);
});

test("while the loop is blocked there is no tick, only the one before", () => {
  const blocked = [10, 20, ...Array.from({ length: 30 }, (_, index) => 30 + index * 10)].map((t) => ({
    t,
    lagMs: Math.max(0, t - 20),
  }));
  assert.deepEqual(ticks(beatPath(blocked, scale, 0, 8)), [10, 20]);
});

test("ticks never stand so close that they read as a bar", () => {
  const lag = Array.from({ length: 6_000 }, (_, index) => ({ t: index * 10, lagMs: 0 }));
  const drawn = ticks(beatPath(lag, { endMs: 60_000, width: 700 }, 0, 8));
  assert.ok(drawn.length > 100);
  assert.ok(drawn.every((x, index) => index === 0 || x - (drawn[index - 1] ?? 0) >= 3.9));
});

test("an open block reaches up to now, a closed one ends where it was measured", () => {
  const [closed, open] = blockBars([block(0, 50, "closed"), block(100, 60, "open")], 640, scale);
  assert.deepEqual([closed?.x, closed?.width], [0, 49]);
  assert.deepEqual([open?.x, open?.width], [100, 539]);
});

test("the shortest block can be seen", () => {
  const [bar] = blockBars([block(500, 10, "closed")], 60_000, { endMs: 60_000, width: 700 });
  assert.equal(bar?.width, 2);
  assert.match(barsPath(bar ? [bar] : [], 1, 6), /^M5\.8 1h2v6h-2z$/);
});
