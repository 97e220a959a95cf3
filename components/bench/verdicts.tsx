"use client";
import { useEffect, useRef } from "react";
import { useBenchState } from "./context.ts";
import styles from "./exercise.module.css";
import type { ExerciseWords } from "./exercise-words.ts";
import { metIn } from "./proof.ts";
import type { Asks } from "./props.ts";
import { answerOf } from "./store.ts";
import { VerdictCard } from "./verdict-card.tsx";

/** A row for each check: before the first try what it asks, then what became of it. */
export function Verdicts({ asks, words }: { asks: Asks; words: ExerciseWords }) {
  const judging = useBenchState((state) => state.judging);
  const last = useBenchState((state) => state.proof.last);
  const passed = useBenchState((state) => state.proof.passed);
  const running = judging?.phase === "running";
  const told = running ? judging.broken : (last?.verdicts ?? []);
  const firstBroken = told.find(({ state }) => state === "not-met");
  const box = useInView(running, told.length);
  return (
    <div ref={box} className={styles.verdicts}>
      <div className={styles.standing}>
        <h4>{last && !running ? words.tally(metIn(last.verdicts), asks.checks.length) : words.checks}</h4>
        {passed && <span className={styles.passed}>{words.passed}</span>}
        <Standing words={words} />
      </div>
      <ul>
        {asks.checks.map(({ id, title }) => {
          const verdict = told.find(({ check }) => check === id);
          return (
            <VerdictCard
              key={id}
              title={title}
              verdict={verdict}
              measuring={running}
              first={verdict === firstBroken}
              words={words}
            />
          );
        })}
      </ul>
    </div>
  );
}

/** Wide, the verdicts stand beside the bench: whoever checks there should see them come. */
function useInView(running: boolean, told: number) {
  const box = useRef<HTMLDivElement>(null);
  // What is told of an earlier visit moves nothing.
  const checked = useRef(false);
  useEffect(() => {
    if (running) checked.current = true;
    const wide = matchMedia("(width >= 1200px)").matches;
    if (checked.current && wide && (running || told > 0)) box.current?.scrollIntoView({ block: "nearest" });
  }, [running, told]);
  return box;
}

/** Where the exercise stands, spoken when it changes. */
function Standing({ words }: { words: ExerciseWords }) {
  const judging = useBenchState((state) => state.judging);
  const proof = useBenchState((state) => state.proof);
  const stale = useBenchState((state) => state.proof.last !== null && state.proof.last.answer !== answerOf(state));
  if (judging?.phase === "unjudged") {
    return (
      <p role="status" data-tone="noise">
        {words.unjudged[judging.why]}
      </p>
    );
  }
  const met = proof.last && words.tally(metIn(proof.last.verdicts), proof.last.verdicts.length);
  return (
    <p role="status">
      {judging && words.judging}
      {!judging && !proof.last && words.lead}
      {!judging && proof.last && (
        <>
          <span className="visually-hidden">{met}. </span>
          {stale ? words.stale : proof.tries > 0 && words.tries(proof.tries, proof.best)}
        </>
      )}
    </p>
  );
}
