import assert from "node:assert/strict";
import { test } from "node:test";
import type { measure, RunEvent, Slice } from "#protocol";
import { connectionsOf, readLabel, serviceNumbers, servicePaths } from "./service-paths.ts";

const span = (pid: number, label: string, ...slices: Slice[]): measure.Span => ({
  lane: 1_000_000 + pid,
  label,
  startMs: slices[0]?.[0] ?? 0,
  endMs: slices.at(-1)?.[1] ?? 0,
  slices,
});
const scale = { endMs: 1_000, width: 1_000 };

/** As a row lock is told: 15 works, waits for 14 and works again. */
const locked = [
  span(14, "postgres 14", [0, 10, "run"]),
  span(15, "postgres 15", [20, 30, "run"]),
  span(15, "postgres 15 waits for postgres 14", [30.1, 500, "wait"]),
  span(15, "postgres 15", [500.1, 510, "run"]),
];

test("who waits for a lock is a hollow box over the whole row, and never the line of a waiting task", () => {
  const paths = servicePaths(connectionsOf(locked), scale, 10);
  assert.equal(paths.lock, "M30.1 11h469.9v8h-469.9z");
  assert.deepEqual(Object.keys(paths), ["run", "lock", "answered"]);
});

test("a wait names those it is for, and is of one query with what comes before and after", () => {
  const { names, waits, placed } = connectionsOf(locked);
  assert.deepEqual(names, ["14", "15"]);
  assert.deepEqual(waits, [{ row: 1, startMs: 30.1, endMs: 500, for: ["14"] }]);
  assert.deepEqual(
    placed.map(({ row, last }) => [row, last]),
    [
      [0, true],
      [1, false],
      [1, false],
      [1, true],
    ],
  );
});

test("a long wait that is told in pieces is one box with one name", () => {
  const pieces = span(15, "postgres 15 waits for postgres 14", [30, 250, "wait"], [250, 500, "wait"]);
  const connections = connectionsOf([pieces]);
  assert.equal(connections.waits.length, 1);
  assert.equal(servicePaths(connections, scale, 10).lock, "M30 1h470v8h-470z");
});

test("rows are in the order of their numbers, whoever was first to work", () => {
  assert.deepEqual(connectionsOf([span(16, "postgres 16", [0, 5, "run"]), ...locked]).names, ["14", "15", "16"]);
});

test("the program's own lanes are none of a database's", () => {
  assert.deepEqual(connectionsOf([{ ...span(0, "task", [0, 5, "run"]), lane: 3 }]).names, []);
});

test("labels tell one blocker, several, or none that is known", () => {
  assert.deepEqual(readLabel("postgres 15"), { name: "15", for: [] });
  assert.deepEqual(readLabel("postgres 15 waits for postgres 14, postgres 9"), { name: "15", for: ["14", "9"] });
  assert.deepEqual(readLabel("postgres 15 waits for a lock"), { name: "15", for: [] });
});

test("a trace that claims more connections than there can be draws a hundred", () => {
  const many = Array.from({ length: 5_000 }, (_, pid) => span(pid, "x".repeat(120), [pid, pid + 1, "run"]));
  const { names, placed } = connectionsOf(many);
  assert.equal(names.length, 100);
  assert.equal(placed.length, 100);
  assert.equal(names[0]?.length, 8);
});

test("of each number the highest is told, and what never was is left out", () => {
  const metric = (name: string, value: number): RunEvent => ({ type: "metric", data: { t: 1, name, value } });
  const events = [metric("postgres waiting", 0), metric("postgres active", 2), metric("postgres active", 1)];
  assert.deepEqual(serviceNumbers(events, ["postgres waiting", "postgres active", "redis hits"]), [
    { name: "postgres active", most: 2 },
  ]);
});
