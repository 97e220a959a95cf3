"use client";
import { lazy, Suspense, useState } from "react";
import { Inline } from "../lesson/inline.tsx";
import { useBench, useBenchState } from "./context.ts";
import { startOver, takeBack } from "./editing.ts";
import styles from "./exercise.module.css";
import { type ExerciseWords, exerciseWordsOf } from "./exercise-words.ts";
import { Hints } from "./hints.tsx";
import { isUnproven, type Proof, unproven } from "./proof.ts";
import type { Asks } from "./props.ts";
import { isEdited, mine, openVariant } from "./store.ts";
import { Verdicts } from "./verdicts.tsx";

/** It comes when it is asked for. */
const Solution = lazy(() => import("./solution.tsx"));

/** The exercise among the prose: what is asked and judged, how it went, hints, and in the end the solution. */
export function Exercise() {
  const { exercise, locale } = useBench();
  return exercise && <Asked asks={exercise.asks} words={exerciseWordsOf(locale)} />;
}

function Asked({ asks, words }: { asks: Asks; words: ExerciseWords }) {
  const { store, locale } = useBench();
  const seen = useBenchState(({ proof }) => proof.passed || proof.solution);
  const ask = () => store.setState(({ proof }) => ({ proof: { ...proof, solution: true } }));
  return (
    <section className={styles.exercise} aria-labelledby="exercise-title">
      <p className={styles.eyebrow}>{words.exercise}</p>
      <h3 id="exercise-title" tabIndex={-1}>
        {asks.title[locale]}
      </h3>
      <p className={styles.task}>
        <Inline text={asks.task[locale]} />
      </p>
      <Verdicts asks={asks} words={words} />
      <Hints hints={asks.hints} words={words} />
      {seen ? (
        <Suspense>
          <Solution words={words} />
        </Suspense>
      ) : (
        <p className={styles.offer}>
          <button type="button" onClick={ask}>
            {words.showSolution}
          </button>
          <span>{words.showNote}</span>
        </p>
      )}
      <StartOver words={words} />
    </section>
  );
}

/** Back to the first day, and once more back from there. */
function StartOver({ words }: { words: ExerciseWords }) {
  const { store } = useBench();
  const begun = useBenchState((state) => !isUnproven(state.proof) || isEdited(state, mine));
  const [before, setBefore] = useState<Proof | null>(null);
  if (!begun && !before) return null;
  const reset = () => {
    if (store.getState().open !== mine) openVariant(store, mine);
    setBefore(store.getState().proof);
    startOver(store);
    store.setState({ proof: unproven, judging: null, judged: null });
  };
  const undo = () => {
    if (store.getState().thrownAway) takeBack(store);
    store.setState({ proof: before ?? unproven });
    setBefore(null);
  };
  return (
    <p className={styles.reset}>
      <button type="button" onClick={begun ? reset : undo}>
        {begun ? words.reset : words.undo}
      </button>
    </p>
  );
}
