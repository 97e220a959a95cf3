"use client";
import type { Text } from "../../lessons/types.ts";
import { Inline } from "../lesson/inline.tsx";
import { useBench, useBenchState } from "./context.ts";
import styles from "./exercise.module.css";
import type { ExerciseWords } from "./exercise-words.ts";

/** One hint at a time: the next can be opened once the one before has been. Without scripts all of them can. */
export function Hints({ hints, words }: { hints: readonly Text[]; words: ExerciseWords }) {
  const { store, locale } = useBench();
  const seen = useBenchState((state) => state.proof.hints);
  const see = (number: number) => {
    if (number > seen) store.setState(({ proof }) => ({ proof: { ...proof, hints: number } }));
  };
  return (
    <div className={styles.hints}>
      {hints.map((hint, index) => (
        <details
          key={hint.en}
          data-later={index > seen || undefined}
          open={index < seen}
          onToggle={({ currentTarget }) => currentTarget.open && see(index + 1)}
        >
          <summary id={hintId(index + 1)}>{words.hint(index + 1, hints.length)}</summary>
          <p>
            <Inline text={hint[locale]} />
          </p>
        </details>
      ))}
    </div>
  );
}

const hintId = (number: number) => `hint-${number}`;

export function openHint(number: number): void {
  const summary = document.getElementById(hintId(number));
  summary?.closest("details")?.setAttribute("open", "");
  summary?.focus();
}
