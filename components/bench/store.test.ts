import assert from "node:assert/strict";
import { test } from "node:test";
import type { Knob } from "../../lessons/types.ts";
import { edit, setKnob, startOver, takeBack } from "./editing.ts";
import { goToLine, goToMoment, pointAtLine } from "./pointing.ts";
import type { BenchProps } from "./props.ts";
import {
  codeOf,
  createBenchStore,
  filesOf,
  freshRun,
  isEdited,
  knobValue,
  openVariant,
  requestOf,
  setGuess,
} from "./store.ts";

const label = { ko: "", en: "" };
const variant = (id: string, call: string): BenchProps["variants"][number] => ({
  id,
  label,
  role: "bad",
  files: [
    { path: "main.ts", code: `${call}(/* knob:wait */ 50)\n` },
    { path: "pool.ts", code: "export const n = 4\n" },
  ],
  entry: "main.ts",
});
const props: BenchProps = {
  locale: "en",
  node: "26.10",
  mode: "lesson",
  lessonKey: "one@1",
  variants: [variant("blocking", "block"), { ...variant("better", "io"), wallMs: 5_000 }],
  exercise: {
    asks: {
      title: label,
      task: label,
      file: "handler.ts",
      checks: [],
      hints: [label, label, label],
      solutionWhy: label,
      wallMs: 8_000,
    },
    start: "export {}\n",
    solution: "export { handle }\n",
    driver: "import './handler.ts'\n",
  },
};
const wait: Knob = { name: "wait", label, unit: label, values: [5, 50], initial: 50, sets: "literal" };
const pool: Knob = { ...wait, name: "pool", values: [4, 8], initial: 4, sets: { env: "UV_THREADPOOL_SIZE" } };

test("Mine holds the exercise, and its hidden driver is sent but not opened", () => {
  const store = createBenchStore(props);
  openVariant(store, "mine");
  assert.equal(store.getState().file, "handler.ts");
  const request = requestOf(store.getState(), [pool]);
  assert.equal(request.entry, "driver.ts");
  assert.equal(request.files.length, 2);
  assert.deepEqual(request.limits, { wallMs: 8_000 });
});

test("every try of the exercise has a workload of its own, and no knob of the lesson turns it", () => {
  const store = createBenchStore(props);
  setKnob(store, pool, 8);
  const seeds = Array.from({ length: 5 }, () => requestOf(store.getState(), [pool], "mine").env ?? {});
  assert.equal(new Set(seeds.map(({ APP_SEED }) => APP_SEED)).size, 5);
  for (const env of seeds) assert.match(env.APP_SEED ?? "", /^\d{1,10}$/);
  assert.deepEqual(Object.keys(seeds[0] ?? {}), ["APP_SEED"]);
});

test("a jump to a moment brings its run back into view", () => {
  const store = createBenchStore(props);
  goToMoment(store, 110, { file: "handler.ts", line: 1 }, "mine");
  const { open, shown, cursorMs, pointed, lookedAt } = store.getState();
  assert.deepEqual([open, shown, cursorMs, pointed?.line, lookedAt], ["mine", ["mine"], 110, 1, 1]);
});

test("the play page has one variant and no Mine", () => {
  const [only] = props.variants;
  assert.ok(only);
  const store = createBenchStore({ ...props, mode: "play", variants: [only] });
  assert.deepEqual(
    store.getState().variants.map(({ id }) => id),
    ["blocking"],
  );
});

test("an edit belongs to its variant and file, and runs", () => {
  const store = createBenchStore(props);
  edit(store, "changed");
  assert.equal(codeOf(store.getState()), "changed");
  assert.equal(requestOf(store.getState(), []).files[0]?.code, "changed");
  openVariant(store, "better");
  assert.match(codeOf(store.getState()), /^io/);
  assert.equal(isEdited(store.getState(), "blocking"), true);
  assert.equal(isEdited(store.getState()), false);
});

test("typing back what was there is no edit", () => {
  const store = createBenchStore(props);
  const own = codeOf(store.getState());
  edit(store, `${own} `);
  edit(store, own);
  assert.equal(isEdited(store.getState()), false);
});

test("starting over can be taken back until something is typed", () => {
  const store = createBenchStore(props);
  edit(store, "mine");
  startOver(store);
  assert.match(codeOf(store.getState()), /^block/);
  takeBack(store);
  assert.equal(codeOf(store.getState()), "mine");
  startOver(store);
  edit(store, "else");
  assert.equal(store.getState().thrownAway, null);
});

test("a knob turns the same number in every variant", () => {
  const store = createBenchStore(props);
  setKnob(store, wait, 5);
  assert.match(filesOf(store.getState(), "blocking")[0]?.code ?? "", / 5\)/);
  assert.match(filesOf(store.getState(), "better")[0]?.code ?? "", / 5\)/);
  assert.equal(knobValue(store.getState(), wait), 5);
});

test("a knob whose mark is gone has no value; one of the environment is sent only once turned", () => {
  const store = createBenchStore(props);
  edit(store, "block(50)");
  assert.equal(knobValue(store.getState(), wait), null);
  assert.deepEqual(requestOf(store.getState(), [pool]).env, {});
  assert.equal(knobValue(store.getState(), pool), 4);
  setKnob(store, pool, 8);
  assert.deepEqual(requestOf(store.getState(), [pool]).env, { UV_THREADPOOL_SIZE: "8" });
});

test("limits go with the variant that has them", () => {
  const state = createBenchStore(props).getState();
  assert.equal(requestOf(state, []).limits, undefined);
  assert.deepEqual(requestOf(state, [], "better").limits, { wallMs: 5_000 });
});

test("a jump opens the file; a line of a hidden or unknown file leads nowhere", () => {
  const store = createBenchStore(props);
  goToLine(store, { file: "pool.ts", line: 1 });
  assert.equal(store.getState().file, "pool.ts");
  goToLine(store, { file: "pool.ts", line: 1 });
  assert.equal(store.getState().goTo?.count, 2, "twice to the same line are two jumps");
  goToLine(store, { file: "driver.ts", line: 1 }, "mine");
  goToLine(store, { file: "elsewhere.ts", line: 1 });
  assert.equal(store.getState().open, "blocking");
  assert.equal(store.getState().file, "pool.ts");
});

test("the caret's line points at its blocks, and at nothing where it has none", () => {
  const store = createBenchStore(props);
  const blocked = { file: "main.ts", line: 1, count: 1, totalMs: 50, longestMs: 50 };
  store.setState({ runs: { blocking: { ...freshRun(requestOf(store.getState(), [])), lines: [blocked] } } });
  pointAtLine(store, 1);
  assert.deepEqual(store.getState().pointed, { file: "main.ts", line: 1 });
  pointAtLine(store, 2);
  assert.equal(store.getState().pointed, null);
});

test("a guess can be taken away again", () => {
  const store = createBenchStore(props);
  setGuess(store, "blocking", 400);
  setGuess(store, "better", 60);
  setGuess(store, "blocking", null);
  assert.deepEqual(store.getState().guesses, { better: 60 });
});
