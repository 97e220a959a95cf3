import assert from "node:assert/strict";
import { test } from "node:test";
import { dueMs, endMs, plan, profileZero } from "./plan.ts";

const rate = (perSecond: number) => ({ path: "/", arrival: { rate: perSecond } });

test("a rate is that many evenly spaced starts, the last before the end", () => {
  for (const [perSecond, seconds, count] of [
    [100, 1, 100],
    [3, 1, 3],
    [0.1, 1, 1],
    [7, 0.5, 4],
    [333.3, 2.5, 834],
    [2_000, 60, 120_000],
  ] as const) {
    const [stream] = plan([{ ...rate(perSecond), seconds }]);
    assert.ok(stream);
    assert.equal(stream.arrivals?.count, count);
    const starts = Array.from({ length: Math.min(count, 1_000) }, (_, n) => dueMs(stream, n));
    const gaps = starts.slice(1).map((at, n) => at - (starts[n] ?? 0));
    assert.equal(starts[0], 0);
    assert.ok(gaps.every((gap) => Math.abs(gap - 1_000 / perSecond) < 1e-6));
    assert.ok(dueMs(stream, count - 1) < seconds * 1_000);
    assert.ok(dueMs(stream, count) >= seconds * 1_000 - 1e-3);
  }
});

test("a burst starts all at once, on a connection each", () => {
  const [, burst] = plan([
    { ...rate(10), seconds: 0.5 },
    { path: "/", seconds: 1, arrival: { burst: 40 } },
  ]);
  assert.ok(burst);
  assert.equal(burst.connections, 40);
  assert.deepEqual(new Set(Array.from({ length: 40 }, (_, n) => dueMs(burst, n))), new Set([500]));
});

test("a closed loop plans no starts, only clients", () => {
  const [stream] = plan([{ path: "/", seconds: 1, arrival: { connections: 7 } }]);
  assert.equal(stream?.arrivals, null);
  assert.equal(stream?.connections, 7);
});

test("a phase starts where the one before ends, or at its own time, beside others", () => {
  const streams = plan([
    { ...rate(1), seconds: 2 },
    { ...rate(1), seconds: 1 },
    { ...rate(1), seconds: 1.5, at: 0.5 },
    { ...rate(1), seconds: 0.25 },
  ]);
  assert.deepEqual(
    streams.map((stream) => [stream.startMs, stream.endMs]),
    [
      [0, 2_000],
      [2_000, 3_000],
      [500, 2_000],
      [2_000, 2_250],
    ],
  );
  assert.equal(endMs(streams), 3_000);
});

test("a server that listens late shifts the whole profile, an early one nothing", () => {
  const streams = plan([
    { ...rate(1), seconds: 1, at: 0.5 },
    { ...rate(1), seconds: 1, at: 2 },
  ]);
  assert.equal(profileZero(streams, 30), 0);
  assert.equal(profileZero(streams, 500), 0);
  assert.equal(profileZero(streams, 800), 300);
});

test("a mix is drawn by weight, the same in every run, another in the next phase", () => {
  const mix = [
    { path: "/a", weight: 3 },
    { path: "/b", weight: 1 },
    { path: "/c", weight: 2 },
  ];
  const phase = { mix, seconds: 1, arrival: { rate: 10 } };
  const drawn = () => plan([phase, phase]).map(({ draw }) => Array.from({ length: 6_000 }, draw));
  const [first, second] = drawn();
  assert.deepEqual(drawn(), [first, second]);
  assert.notDeepEqual(first, second);
  for (const draws of [first, second]) {
    const share = (path: number) => (draws ?? []).filter((index) => index === path).length / 1_000;
    assert.ok(Math.abs(share(0) - 3) < 0.3 && Math.abs(share(1) - 1) < 0.2 && Math.abs(share(2) - 2) < 0.3);
  }
});

test("maxConnections bounds a rate; without it the contract's most does", () => {
  const [bounded, free] = plan([
    { path: "/", seconds: 1, arrival: { rate: 5, maxConnections: 2 } },
    { ...rate(5), seconds: 1 },
  ]);
  assert.equal(bounded?.connections, 2);
  assert.equal(free?.connections, 256);
});
