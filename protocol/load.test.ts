import assert from "node:assert/strict";
import { test } from "node:test";
import { type Phase, schedule } from "./load.ts";

test("phases follow each other unless one says when it starts, and then they may overlap", () => {
  const phase = (seconds: number, at?: number): Phase => ({
    path: "/",
    seconds,
    arrival: { rate: 1 },
    ...(at === undefined ? {} : { at }),
  });
  const lies = (...phases: Phase[]) => schedule(phases).map(({ at, end }) => [at, end]);
  assert.deepEqual(lies(phase(2), phase(3)), [
    [0, 2],
    [2, 5],
  ]);
  assert.deepEqual(lies(phase(5), phase(1, 2), phase(1)), [
    [0, 5],
    [2, 3],
    [3, 4],
  ]);
});
