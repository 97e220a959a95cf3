import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { afterTry, unproven } from "../bench/proof.ts";
import type { Saved } from "../bench/saved.ts";
import { after, dayMs, marksAt } from "../course/marks.ts";
import { progressPlace } from "../course/progress.ts";
import { fileVersion, type Kept, largestFile, readKept } from "./file.ts";
import { addAll, mergeSaved, takeAll, type WholeShelf } from "./shelf.ts";

const now = Date.parse("2026-11-21T09:00:00Z");

function shelfOf(items: Record<string, string> = {}, room = Number.POSITIVE_INFINITY): WholeShelf & { all(): object } {
  const kept = new Map(Object.entries(items));
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => {
      if (value.length > room) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, value);
    },
    all: () => Object.fromEntries(kept),
  };
}

const proven = after(marksAt({}, "pools", 1), { did: "pass" }, now);
const proof = afterTry(unproven, "await x", [
  { check: "lag", state: "not-met", limit: "≤ 40 ms", measured: "99 ms", atMs: 3, cause: { ko: "이 줄", en: "this" } },
]);
const setups = {
  mine: { load: [{ path: "/", seconds: 2, arrival: { rate: 50 } }], services: ["postgres"], wallMs: 5_000 },
} satisfies Saved["setups"];
const bench: Saved = {
  code: { mine: { "handler.ts": "await x" } },
  guesses: { blocking: 400 },
  env: { pool: 8 },
  proof,
  setups,
};
const filled = () =>
  shelfOf({
    [progressPlace]: JSON.stringify({ pools: proven }),
    "looplab:bench:pools@1": JSON.stringify(bench),
    "looplab:bench:play@1": JSON.stringify({ ...bench, guesses: {} }),
    theme: "dark",
  });
const whole = (): Kept => takeAll(filled(), new Date(now));
/** The file with one place of it changed. */
function changed(change: (file: Record<string, Record<string, Record<string, unknown>>>) => void): string {
  const file = JSON.parse(JSON.stringify(whole()));
  change(file);
  return JSON.stringify(file);
}

test("what one browser exports an empty one has after the import, and settings of a screen stay behind", () => {
  const read = readKept(JSON.stringify(whole()), now);
  if (!read.ok) throw new Error(`expected the file to be read, got ${JSON.stringify(read)}`);
  const empty = shelfOf();
  deepEqual(addAll(empty, read.kept), { lessons: 2, differing: 0 });
  const { theme: _, ...kept } = filled().all() as Record<string, string>;
  deepEqual(empty.all(), kept);
});

test("an import adds and never takes away: code written here stays and is counted", () => {
  const shelf = filled();
  const theirs: Saved = {
    code: { mine: { "handler.ts": "theirs" }, blocking: { "main.ts": "new" } },
    guesses: { blocking: 1, better: 2 },
    env: {},
    proof: { ...afterTry(unproven, "theirs", [{ check: "lag", state: "met", limit: "", measured: "" }]), hints: 3 },
    setups: { mine: { load: null }, better: { load: null } },
  };
  const added = addAll(shelf, { ...whole(), progress: { loops: proven }, benches: { "pools@1": theirs } });
  deepEqual(added, { lessons: 2, differing: 1 });
  const { progress, benches } = takeAll(shelf, new Date(now));
  deepEqual(Object.keys(progress), ["pools", "loops"]);
  deepEqual(benches["pools@1"], {
    code: { mine: { "handler.ts": "await x" }, blocking: { "main.ts": "new" } },
    guesses: { blocking: 400, better: 2 },
    env: { pool: 8 },
    proof: { ...proof, best: 1, passed: true, hints: 3 },
    setups: { ...setups, better: { load: null } },
  });
  equal(mergeSaved(bench, bench).differing, 0);
});

test("where there is no room for all of it nothing is changed", () => {
  const before = { [progressPlace]: "{}", "looplab:bench:pools@1": "{}" };
  const shelf = shelfOf(before, 200);
  const big = { ...bench, code: { mine: { "handler.ts": "x".repeat(300) } } };
  equal(addAll(shelf, { ...whole(), benches: { "pools@1": bench, "loops@1": big } }), "full");
  deepEqual(shelf.all(), before);
});

test("a file that is none of ours is refused with its reason", () => {
  equal(readKept(JSON.stringify(whole()), now).ok, true, "the control");
  const problem = (text: string) => {
    const read = readKept(text, now);
    return read.ok ? "read" : read.problem;
  };
  equal(problem("{"), "not-json");
  for (const text of ["null", "3", "[]", "{}", '{"version":1,"events":[]}']) equal(problem(text), "not-kept", text);
  equal(problem(changed((file) => Object.assign(file, { looplab: fileVersion + 1 }))), "newer");
  equal(problem(" ".repeat(largestFile + 1)), "too-large");
});

test("a damaged or hostile file is refused whole, and the first wrong place is named", () => {
  const at = (change: Parameters<typeof changed>[0]) => {
    const read = readKept(changed(change), now);
    return read.ok ? "read" : read.problem === "damaged" ? read.at : read.problem;
  };
  const marks = (change: object) => at(({ progress }) => Object.assign(progress?.pools ?? {}, change));
  equal(marks({ passedAt: "yesterday" }), "progress › pools › passedAt");
  equal(marks({ touchedAt: now + 2 * dayMs }), "progress › pools › touchedAt");
  equal(marks({ place: "nowhere" }), "progress › pools › place");
  equal(marks({ recalled: { "0": { at: now, days: -1 } } }), "progress › pools › recalled › 0 › days");
  equal(marks({ more: 1 }), "progress › pools");
  equal(
    at(({ benches }) => Object.assign(benches ?? {}, { "../x@1": bench })),
    "benches › ../x@1",
  );
  equal(
    at(({ benches }) => Object.assign(benches?.["pools@1"] ?? {}, { code: { mine: { "a.ts": 3 } } })),
    "benches › pools@1 › code › mine › a.ts",
  );
  for (const services of [["mysql"], ["redis", "redis"]]) {
    const where = at(({ benches }) => Object.assign(benches?.["pools@1"]?.setups ?? {}, { mine: { services } }));
    equal(where.startsWith("benches › pools@1 › setups › mine › services"), true, where);
  }
  equal(
    at((file) => delete file.progress),
    "progress",
  );
});

test("names that would reach into objects themselves do nothing", () => {
  const text = JSON.stringify(whole()).replace('"pools":', '"__proto__":');
  const read = readKept(text, now);
  equal(read.ok && Object.hasOwn(read.kept.progress, "__proto__"), false);
  equal(Object.hasOwn(Object.prototype, "version"), false);
});
