"use client";
import type { Text } from "../../lessons/types.ts";
import { useBench, useBenchState } from "./context.ts";
import { exerciseWordsOf } from "./exercise-words.ts";
import { workloadOf } from "./judge.ts";
import { judgementOf, metIn } from "./proof.ts";
import styles from "./run-bar.module.css";
import { answerOf, type BenchState } from "./store.ts";

/** By the run bar: what the verdicts came to, which stand among the prose, and the workload that is hidden until then. */
export function Tally() {
  const { locale } = useBench();
  const words = exerciseWordsOf(locale);
  const last = useBenchState(({ proof }) => proof.last);
  const now = useBenchState((state) => state.judging === null && state.proof.last?.answer === answerOf(state));
  const workload = useBenchState(judgedWorkload);
  if (!last || !now) return null;
  return (
    <>
      <p className={styles.tally} data-judgement={judgementOf(last.verdicts)}>
        <button type="button" onClick={goToVerdicts}>
          {words.tally(metIn(last.verdicts), last.verdicts.length)}
        </button>
      </p>
      {workload && (
        <p className={styles.load}>
          {words.workload}: {workload[locale]}
        </p>
      )}
    </>
  );
}

function goToVerdicts(): void {
  location.hash = "prove";
  // The step has to be shown before anything in it can be focused.
  requestAnimationFrame(() => document.getElementById("exercise-title")?.focus());
}

/** Looked for once a run, not with every change of the page. */
let known: { judged: BenchState["judged"]; workload: Text | null } = { judged: null, workload: null };
function judgedWorkload({ judged }: BenchState): Text | null {
  if (known.judged !== judged) known = { judged, workload: judged && workloadOf(judged) };
  return known.workload;
}
