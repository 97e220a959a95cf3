import assert from "node:assert/strict";
import { test } from "node:test";
import { RefusedError } from "#protocol";
import { type Admission, createAdmission, type Place } from "./admission.ts";

const never = new AbortController().signal;
const refusalOf = (enter: () => unknown) => {
  try {
    enter();
  } catch (error) {
    assert.ok(error instanceof RefusedError);
    assert.ok((error.retryAfter ?? 0) >= 1);
    return error.refusal.code;
  }
  return null;
};

/** A run in line: what positions it heard, and whether its turn came. */
function wait(place: Place, signal = never) {
  const heard: number[] = [];
  const state = { heard, turn: "waits" as "waits" | "came" | "failed" };
  const over = place
    .turn(signal, (position) => heard.push(position))
    .then(
      () => (state.turn = "came"),
      () => (state.turn = "failed"),
    );
  return { ...state, over, state };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("whoever finds a place has its turn at once and hears of no queue", async () => {
  const admission = createAdmission({ maxRuns: 1, queue: 1, clientRuns: 0 });
  using place = admission.enter("a");
  const { heard, over } = wait(place);
  await over;
  assert.deepEqual(heard, []);
  assert.equal(admission.active, 1);
});

test("the line is first come, first served, and everyone hears each position once", async () => {
  const admission = createAdmission({ maxRuns: 1, queue: 3, clientRuns: 0 });
  const places = ["a", "b", "c", "d"].map((client) => admission.enter(client));
  const waits = places.map((place) => wait(place));
  await settled();
  assert.deepEqual(
    waits.map(({ heard }) => heard),
    [[], [1], [2], [3]],
  );
  places[0]?.done();
  await settled();
  assert.deepEqual(
    waits.map(({ state }) => state.turn),
    ["came", "came", "waits", "waits"],
  );
  places[1]?.done();
  await settled();
  assert.deepEqual(
    waits.map(({ heard }) => heard),
    [[], [1], [2, 1], [3, 2, 1]],
  );
  for (const place of places) place[Symbol.dispose]();
  assert.deepEqual([admission.active, admission.waiting], [0, 0]);
});

test("one that leaves the line moves the others up and takes nobody's place", async () => {
  const admission = createAdmission({ maxRuns: 1, queue: 3, clientRuns: 0 });
  const [first, second, third] = ["a", "b", "c"].map((client) => admission.enter(client)) as [Place, Place, Place];
  const leave = new AbortController();
  const leaving = wait(second, leave.signal);
  const staying = wait(third);
  await settled();
  leave.abort(new Error("gone"));
  await leaving.over;
  second[Symbol.dispose]();
  await settled();
  assert.equal(leaving.state.turn, "failed");
  assert.deepEqual(staying.heard, [2, 1]);
  first[Symbol.dispose]();
  await staying.over;
  assert.equal(staying.state.turn, "came");
  third[Symbol.dispose]();
  assert.deepEqual([admission.active, admission.waiting], [0, 0]);
});

test("a full line is busy, one client's too many are its own", () => {
  const admission = createAdmission({ maxRuns: 1, queue: 1, clientRuns: 2 });
  const places = [admission.enter("a"), admission.enter("a")];
  assert.equal(
    refusalOf(() => admission.enter("a")),
    "too-many-runs",
  );
  assert.equal(
    refusalOf(() => admission.enter("b")),
    "busy",
  );
  for (const place of places) place[Symbol.dispose]();
  using _ = admission.enter("b");
});

test("a place given back twice is given back once", async () => {
  const admission = createAdmission({ maxRuns: 2, queue: 0, clientRuns: 0 });
  const one = admission.enter("a");
  using _two = admission.enter("b");
  one.done();
  one.done();
  one[Symbol.dispose]();
  one[Symbol.dispose]();
  assert.equal(admission.active, 1);
});

test("a client counts until its place is disposed of, its slot is free before", () => {
  const admission = createAdmission({ maxRuns: 1, queue: 0, clientRuns: 1 });
  const place = admission.enter("a");
  place.done();
  assert.equal(admission.active, 0);
  assert.equal(
    refusalOf(() => admission.enter("a")),
    "too-many-runs",
  );
  place[Symbol.dispose]();
  using _ = admission.enter("a");
});

test("no limit of one client means none", () => {
  const admission: Admission = createAdmission({ maxRuns: 50, queue: 0, clientRuns: 0 });
  const places = Array.from({ length: 50 }, () => admission.enter("a"));
  assert.equal(admission.active, 50);
  for (const place of places) place[Symbol.dispose]();
  assert.equal(admission.active, 0);
});

test("whoever joins later counts for its client at once, and takes a slot when it asks for its turn", async () => {
  const admission = createAdmission({ maxRuns: 1, queue: 0, clientRuns: 1 });
  {
    using later = admission.enter("a", "later");
    assert.equal(
      refusalOf(() => admission.enter("a")),
      "too-many-runs",
    );
    {
      using _ = admission.enter("b");
      assert.equal(admission.active, 1);
    }
    assert.equal(admission.active, 0);
    await wait(later).over;
    assert.equal(admission.active, 1);
    assert.equal(
      refusalOf(() => admission.enter("b")),
      "busy",
    );
  }
  assert.equal(admission.active, 0);
  // One that never asked gives nothing back that it never had.
  admission.enter("a", "later")[Symbol.dispose]();
  assert.equal(admission.active, 0);
});

test("one that was let in while there was room waits in line, however full that is when it joins", async () => {
  const admission = createAdmission({ maxRuns: 1, queue: 0, clientRuns: 0 });
  using later = admission.enter("a", "later");
  const first = admission.enter("b");
  const waits = wait(later);
  assert.deepEqual(waits.heard, [1]);
  first[Symbol.dispose]();
  await waits.over;
  assert.equal(waits.state.turn, "came");
});
