import assert from "node:assert/strict";
import { test } from "node:test";
import { type EventData, serviceLanes } from "#protocol";
import type { Counted } from "../reports.ts";
import { Activity } from "./activity.ts";
import type { Backend } from "./look.ts";

/** Times of day are 1 000 000 and something; the run began at 1 000 000. */
const day = (ms: number) => 1_000_000 + ms;
const activity = (draws = true) => new Activity((epochMs) => epochMs - day(0), draws);

const works = (queryAt: number, pid = 7): Backend => ({
  ...{ pid, active: true, waits: null },
  ...{ queryAt: day(queryAt), changedAt: day(queryAt) },
});
const waits = (queryAt: number, since: number, holders: number[], pid = 7): Backend => ({
  ...works(queryAt, pid),
  waits: { since: day(since), for: holders },
});
const rests = (queryAt: number, changedAt: number, pid = 7): Backend => ({
  ...works(queryAt, pid),
  ...{ active: false, changedAt: day(changedAt) },
});

const lanesOf = (events: Counted[]) =>
  events.flatMap((event) => (event.type === "lane" ? [event.data as EventData<"lane">] : []));

/** All lanes of one connection that was looked at again and again, told at the end. */
function drawn(...looks: [now: number, backend: Backend][]) {
  const seen = activity();
  const events = looks.flatMap(([now, backend]) => seen.see({ metrics: {}, backends: [backend] }, now));
  return lanesOf([...events, ...seen.tell(looks.at(-1)?.[0] ?? 0)]).map(({ label, slices }) => ({ label, slices }));
}

test("a metric is told when it changes, and only then", () => {
  const seen = activity();
  const see = (now: number, a: number, b: number) => seen.see({ metrics: { a, b }, backends: [] }, now);
  const metric = (t: number, name: string, value: number) => ({ type: "metric", data: { t, name, value } });
  assert.deepEqual(see(1, 0, 2), [metric(1, "a", 0), metric(1, "b", 2)]);
  assert.deepEqual(see(2, 0, 2), []);
  assert.deepEqual(see(3, 1, 2), [metric(3, "a", 1)]);
  assert.deepEqual(see(4, 0, 2), [metric(4, "a", 0)]);
});

test("where nobody wants lanes there are metrics and no lanes", () => {
  const seen = activity(false);
  const events = seen.see({ metrics: { a: 1 }, backends: [works(10)] }, 500);
  assert.deepEqual(
    events.map(({ type }) => type),
    ["metric"],
  );
  assert.deepEqual(seen.tell(600), []);
});

test("a query's own times are exact, however late it is looked at", () => {
  const at7 = { label: "postgres 7" };
  assert.deepEqual(drawn([50, rests(12.5, 31.25)]), [{ ...at7, slices: [[12.5, 31.25, "run"]] }]);
  assert.deepEqual(drawn([50, works(20)], [100, works(20)], [150, rests(20, 130)]), [
    { ...at7, slices: [[20, 130, "run"]] },
  ]);
});

test("a connection that only rests is drawn once, and a clock of its own draws nothing that is yet to come", () => {
  assert.deepEqual(drawn([50, rests(10, 20)], [100, rests(10, 20)], [150, rests(10, 20)]), [
    { label: "postgres 7", slices: [[10, 20, "run"]] },
  ]);
  assert.deepEqual(drawn([50, rests(40, 60)]), [{ label: "postgres 7", slices: [[40, 50, "run"]] }]);
});

test("what was done before the run began is not drawn", () => {
  assert.deepEqual(drawn([50, rests(-30, -10)]), []);
  assert.deepEqual(drawn([50, works(-30)]), [{ label: "postgres 7", slices: [[0, 50, "run"]] }]);
});

test("one that waits for a lock says for whom, from when it began to wait until it was seen to go on", () => {
  const looks: [number, Backend][] = [
    [50, waits(10, 11, [3])],
    [100, waits(10, 11, [3])],
    [150, rests(10, 120)],
  ];
  assert.deepEqual(drawn(...looks), [
    { label: "postgres 7", slices: [[10, 11, "run"]] },
    // A label of its own is a span of its own, and spans have a gap between them.
    { label: "postgres 7 waits for postgres 3", slices: [[11.1, 120, "wait"]] },
  ]);
});

test("what it does after the wait is work again", () => {
  assert.deepEqual(drawn([50, waits(10, 10, [3])], [100, works(10)], [150, rests(10, 140)]), [
    { label: "postgres 7 waits for postgres 3", slices: [[10, 50, "wait"]] },
    { label: "postgres 7", slices: [[50.1, 140, "run"]] },
  ]);
});

test("whoever holds the lock next is named next", () => {
  const labels = drawn([50, waits(0, 1, [3])], [100, waits(0, 1, [3, 4])], [150, waits(0, 1, [])]).map(
    ({ label }) => label,
  );
  assert.deepEqual(labels.slice(1), [
    "postgres 7 waits for postgres 3",
    "postgres 7 waits for postgres 3, postgres 4",
    "postgres 7 waits for a lock",
  ]);
  const crowd = Array.from({ length: 99 }, (_, n) => n + 100);
  for (const { label } of drawn([50, waits(0, 1, crowd)])) assert.ok(label.length <= 120, label);
});

test("of several queries between two looks the last is drawn, and the first until it was last seen", () => {
  assert.deepEqual(drawn([50, works(10)], [100, rests(80, 90)]), [
    {
      label: "postgres 7",
      slices: [
        [10, 50, "run"],
        [80, 90, "run"],
      ],
    },
  ]);
  // A wait that ended unseen does not make a wait of the query after it.
  assert.deepEqual(drawn([50, waits(10, 10, [3])], [100, rests(80, 90)]).at(-1), {
    label: "postgres 7",
    slices: [[80, 90, "run"]],
  });
});

test("slices of a connection never overlap and never go back", () => {
  const kinds = [works, (at: number) => waits(at, at + 1, [3]), (at: number) => rests(at, at + 20)];
  const looks = Array.from({ length: 60 }, (_, n): [number, Backend] => [
    (n + 1) * 50,
    (kinds[(n * 7) % 3] as (at: number) => Backend)(Math.floor(n / 2) * 100 + ((n * 13) % 40)),
  ]);
  const slices = drawn(...looks).flatMap((lane) => lane.slices);
  assert.ok(slices.length > 20);
  let written = 0;
  for (const [from, to] of slices) {
    assert.ok(from >= written && to > from, `${from}–${to} after ${written}`);
    written = to;
  }
});

test("each connection has a lane of its own, among those of services", () => {
  const seen = activity();
  seen.see({ metrics: {}, backends: [works(0, 7), works(0, 8)] }, 40);
  const lanes = lanesOf(seen.tell(40)).map(({ lane, label }) => [lane, label]);
  assert.deepEqual(lanes, [
    [serviceLanes + 7, "postgres 7"],
    [serviceLanes + 8, "postgres 8"],
  ]);
});

test("lanes are told four times a second, and those of a hundred connections once", () => {
  const times = (connections: number) => {
    const seen = activity();
    const pids = Array.from({ length: connections }, (_, n) => n + 1);
    const looks = Array.from({ length: 60 }, (_, n) => (n + 1) * 50);
    const told = looks.filter((now) => {
      const backends = pids.map((pid) => works(0, pid));
      return lanesOf(seen.see({ metrics: {}, backends }, now)).length > 0;
    });
    return told.length;
  };
  assert.equal(times(1), 12);
  assert.equal(times(100), 3);
});
