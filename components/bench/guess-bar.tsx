"use client";
import { useEffect, useId, useRef, useState } from "react";
import type { Prediction } from "../../lessons/types.ts";
import { formatNumber as n } from "../i18n/number.ts";
import { useBench, useBenchState } from "./context.ts";
import styles from "./guess.module.css";
import { lineOf, parseGuess } from "./guess.ts";
import { useLive } from "./live-door.ts";
import { setGuess, variantOf } from "./store.ts";

/** A number asked for before the first run. It can be left empty or skipped: Run never waits for it. */
export function GuessBar({ prediction }: { prediction: Prediction }) {
  const { words, locale } = useBench();
  const [skipped, setSkipped] = useState(false);
  const ran = useBenchState((state) => prediction.guesses.some(({ variant }) => state.runs[variant] !== undefined));
  const guessed = useBenchState((state) => prediction.guesses.some(({ variant }) => variant in state.guesses));
  const asked = useBenchState((state) => prediction.guesses.some(({ variant }) => variant === state.open));
  const live = useLive();
  if (!asked || (skipped && !guessed)) return null;
  return (
    <div className={styles.bar}>
      <div className={styles.question}>
        <p>{prediction.question[locale]}</p>
        {ran && live ? (
          <live.Outcome prediction={prediction} />
        ) : (
          <p className={styles.hint}>{words.guess.kept[keptAs(prediction)]}</p>
        )}
      </div>
      <div className={styles.fields}>
        {prediction.guesses.map(({ variant }) => (
          <GuessField key={variant} variant={variant} unit={prediction.unit} />
        ))}
        {!ran && !guessed && (
          <button type="button" className={styles.skip} onClick={() => setSkipped(true)}>
            {words.guess.skip}
          </button>
        )}
      </div>
    </div>
  );
}

/** All guesses of a question are of one kind. */
const keptAs = (prediction: Prediction) =>
  (prediction.guesses[0] && lineOf(prediction, prediction.guesses[0].measure)) ?? "number";

function GuessField({ variant, unit }: { variant: string; unit: Prediction["unit"] }) {
  const { store, words, locale } = useBench();
  const id = useId();
  const label = useBenchState((state) => variantOf(state, variant).label[locale]);
  const guess = useBenchState((state) => state.guesses[variant]);
  // What is being typed is the reader's; it becomes a guess once it is a number.
  const [draft, setDraft] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  // What was typed before React came is a guess like any other.
  useEffect(() => {
    if (input.current?.value) setGuess(store, variant, parseGuess(input.current.value, unit));
  }, [store, variant, unit]);
  const bad = draft !== null && draft.trim() !== "" && parseGuess(draft, unit) === null;
  const shown = draft ?? (guess === undefined ? "" : n(guess));
  return (
    <span className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <span className={styles.box} data-empty={guess === undefined}>
        <input
          ref={input}
          id={id}
          inputMode="numeric"
          autoComplete="off"
          size={Math.max(6, shown.length)}
          placeholder={words.guess.empty}
          value={shown}
          aria-invalid={bad}
          aria-describedby={bad ? `${id}-bad` : undefined}
          onChange={({ target }) => {
            setDraft(target.value);
            setGuess(store, variant, parseGuess(target.value, unit));
          }}
          onBlur={() => setDraft(null)}
        />
        {guess !== undefined && <span className={styles.unit}>{words.unit[unit]}</span>}
      </span>
      {bad && (
        <span id={`${id}-bad`} className={styles.bad}>
          {words.guess.bad}
        </span>
      )}
    </span>
  );
}
