import assert from "node:assert/strict";
import { test } from "node:test";
import { exerciseState, load, nothingSaved, type Saved, type Shelf, save } from "./saved.ts";

const shelfOf = (items = new Map<string, string>()): Shelf & { items: Map<string, string> } => ({
  items,
  getItem: (key) => items.get(key) ?? null,
  setItem: (key, value) => void items.set(key, value),
  removeItem: (key) => void items.delete(key),
});
const saved: Saved = {
  code: { mine: { "main.ts": "lab.block(1)" } },
  guesses: { blocking: 400 },
  env: { pool: 8 },
  proof: {
    tries: 2,
    best: 1,
    passed: false,
    hints: 1,
    solution: false,
    last: {
      answer: "lab.block(1)",
      verdicts: [{ check: "lag", state: "not-met", limit: "≤ 40 ms", measured: "99 ms" }],
    },
  },
  setups: {
    mine: { paths: ["main.ts", "b.ts"], load: [{ path: "/", seconds: 1, arrival: { burst: 5 } }], services: ["redis"] },
  },
};

test("what was saved is there again", () => {
  const shelf = shelfOf();
  assert.equal(save(shelf, "one-thread@1", saved), true);
  assert.deepEqual(load(shelf, "one-thread@1"), saved);
});

test("another lesson, or another version of it, starts fresh", () => {
  const shelf = shelfOf();
  save(shelf, "one-thread@1", saved);
  assert.deepEqual(load(shelf, "one-thread@2"), nothingSaved);
  assert.deepEqual(load(shelf, "pools@1"), nothingSaved);
});

test("how far the exercise came can be read without a bench, version by version", () => {
  const shelf = shelfOf();
  save(shelf, "one-thread@1", saved);
  assert.deepEqual(exerciseState(shelf, "one-thread@1"), saved.proof);
  assert.deepEqual(exerciseState(shelf, "one-thread@2"), nothingSaved.proof);
});

test("nothing to keep leaves nothing behind", () => {
  const shelf = shelfOf();
  save(shelf, "a@1", saved);
  save(shelf, "a@1", nothingSaved);
  assert.equal(shelf.items.size, 0);
});

test("a shelf that holds nonsense, refuses or is missing breaks nothing", () => {
  const odd = shelfOf();
  for (const text of ["{", "3", "[]", '{"code":[1],"guesses":{"a":"x"},"env":null}', '{"code":{"v":{"m":3}}}']) {
    odd.setItem("looplab:bench:a@1", text);
    const { guesses, env } = load(odd, "a@1");
    assert.deepEqual([guesses, env], [{}, {}], text);
  }
  const full: Shelf = {
    getItem: () => null,
    removeItem: () => {},
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  assert.equal(save(full, "a@1", saved), false);
  assert.equal(save(null, "a@1", saved), false);
  assert.deepEqual(load(null, "a@1"), nothingSaved);
});
