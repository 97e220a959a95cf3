import * as measure from "#protocol/measure";
import { checksOf } from "../../lessons/checks.ts";
import { lessonOfKey } from "../course/marks.ts";
import { recordPassed } from "../course/progress.ts";
import { brokenSoFar, judge, type Unjudged } from "./judge.ts";
import { afterTry, judgementOf } from "./proof.ts";
import { isUnderWay } from "./run-state.ts";
import { type BenchStore, mine, variantOf } from "./store.ts";

/** Judges one try: while it streams what is broken for good, at its end every check. Loaded with the first one. */

/** Verdicts are read, not watched: more often than this would only cost. */
const everyMs = 200;

export async function judgeTry(store: BenchStore, lessonKey: string, over: Promise<void>): Promise<void> {
  const checks = await checksFor(lessonKey);
  let lookedMs = Number.NEGATIVE_INFINITY;
  const stop = store.subscribe(({ runs: { [mine]: run } }, before) => {
    if (!checks || !run || run === before.runs[mine] || !isUnderWay(run.state)) return;
    if (performance.now() - lookedMs < everyMs) return;
    lookedMs = performance.now();
    store.setState({ judging: { phase: "running", broken: brokenSoFar(checks, run.trace, measure) } });
  });
  try {
    await over;
  } finally {
    stop();
  }
  const run = store.getState().runs[mine];
  const unjudged = (why: Unjudged) => store.setState({ judging: { phase: "unjudged", why } });
  if (!run) return unjudged("not-run");
  if (!checks) return unjudged("unloaded");
  const judged = judge(checks, run, measure);
  if ("unjudged" in judged) return unjudged(judged.unjudged);
  const answer = run.trace.request?.files.find(({ path }) => path === variantOf(store.getState(), mine).exercise?.file);
  store.setState(({ proof }) => ({
    judging: null,
    judged: run.trace,
    proof: afterTry(proof, answer?.code ?? "", judged.verdicts),
  }));
  if (judgementOf(judged.verdicts) === "passed") recordPassed(lessonKey);
}

async function checksFor(lessonKey: string) {
  try {
    return (await checksOf[lessonOfKey(lessonKey).slug]?.())?.default ?? null;
  } catch (error) {
    console.warn("expected the checks of the lesson to load, got", error);
    return null;
  }
}
