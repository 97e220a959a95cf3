import assert from "node:assert/strict";
import { test } from "node:test";
import { bringBack, ranOtherCode } from "./bring-back.ts";
import { edit, takeBack } from "./editing.ts";
import type { BenchVariant } from "./props.ts";
import { codeOf, createBenchStore, filesOf, freshRun, isEdited, requestOf } from "./store.ts";

const variant: BenchVariant = {
  id: "mine",
  label: { ko: "", en: "" },
  role: "mine",
  files: [
    { path: "main.ts", code: "own" },
    { path: "driver.ts", code: "hidden", hidden: true },
  ],
  entry: "main.ts",
};
const bench = () =>
  createBenchStore({ locale: "en", node: "26.10", mode: "play", lessonKey: "p@1", variants: [variant] });

test("the code of an earlier run comes back, and what stood there can be taken back", () => {
  const store = bench();
  edit(store, "first");
  store.setState((state) => ({ runs: { "mine~1": freshRun(requestOf(state, [])) } }));
  assert.equal(ranOtherCode(store.getState(), "mine~1"), false);
  edit(store, "second");
  assert.equal(ranOtherCode(store.getState(), "mine~1"), true);
  bringBack(store, "mine~1");
  assert.equal(codeOf(store.getState()), "first");
  takeBack(store);
  assert.equal(codeOf(store.getState()), "second");
});

test("bringing back what the variant came with leaves no edit, and its files come too", () => {
  const store = bench();
  const own = requestOf(store.getState(), []);
  store.setState({
    runs: {
      "mine~1": freshRun(own),
      "mine~2": freshRun({ ...own, files: [...own.files, { path: "b.ts", code: "b" }] }),
    },
  });
  bringBack(store, "mine~2");
  assert.deepEqual(
    filesOf(store.getState()).map(({ path, code }) => [path, code]),
    [
      ["main.ts", "own"],
      ["driver.ts", "hidden"],
      ["b.ts", "b"],
    ],
  );
  bringBack(store, "mine~1");
  assert.equal(isEdited(store.getState()), false);
});
