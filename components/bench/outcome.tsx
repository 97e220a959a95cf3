"use client";
import * as measure from "#protocol/measure";
import { readMeasure } from "../../lessons/reading.ts";
import type { Prediction } from "../../lessons/types.ts";
import { formatNumber as n } from "../i18n/number.ts";
import { useBench, useBenchState } from "./context.ts";
import styles from "./guess.module.css";
import { outcome } from "./guess.ts";
import held from "./held-guesses.module.css";
import { alarmMs } from "./series.ts";

/** What was measured where something was guessed, run by run; a run that broke off measured nothing. */
function useMeasured({ guesses: asked, unit }: Prediction) {
  "use memo";
  const { words, locale } = useBench();
  const runs = useBenchState((state) => state.runs);
  const guesses = useBenchState((state) => state.guesses);
  const variants = useBenchState((state) => state.variants);
  const amount = (value: number) => `${n(value)} ${words.unit[unit]}`.trim();
  const measured = asked.flatMap(({ variant, measure: wanted }) => {
    const run = runs[variant];
    const over = run?.state.phase === "ended" && run.state.reason === "finished";
    const value = over ? readMeasure(wanted, run.trace, measure) : null;
    if (!over || value === null) return [];
    const guess = guesses[variant];
    return [
      {
        variant,
        name: variants.find(({ id }) => id === variant)?.label[locale] ?? variant,
        value: Math.round(value),
        guess,
        blocked: run.recording.maxLagMs >= alarmMs,
        says: guess === undefined ? null : difference(outcome(guess, value).difference, amount, words.guess),
      },
    ];
  });
  return { measured, amount, complete: measured.length === asked.length };
}

/** Each guess held against what was measured, and once all are, why. */
export function Outcome({ prediction }: { prediction: Prediction }) {
  "use memo";
  const { words, locale } = useBench();
  const { measured, amount, complete } = useMeasured(prediction);
  return (
    <div className={styles.outcome}>
      <ul>
        {measured.map(({ variant, name, value, says }) => (
          <li key={variant}>
            {name} <b>{words.guess.measured(amount(value))}</b>
            {says && <span>{says}</span>}
          </li>
        ))}
      </ul>
      {complete && <p>{prediction.explain[locale]}</p>}
    </div>
  );
}

/** The same among the prose, drawn: how long what was measured is, and where on it the guess lies. */
export function HeldGuesses({ prediction }: { prediction: Prediction }) {
  "use memo";
  const { words, locale } = useBench();
  const { measured, amount, complete } = useMeasured(prediction);
  const most = Math.max(1, ...measured.flatMap(({ value, guess = 0 }) => [value, guess])) * 1.04;
  if (measured.length === 0) return null;
  return (
    <section className={held.held} aria-labelledby="held-title">
      <h3 id="held-title">{words.guess.held}</h3>
      <ul>
        {measured.map(({ variant, name, value, guess, blocked, says }) => (
          <li key={variant} data-alarm={blocked || undefined}>
            <p>
              <b>{name}</b>
              {guess !== undefined && <span className={held.guess}>{words.guess.mine(amount(guess))}</span>}
              <span className={held.measured}>{words.guess.measured(amount(value))}</span>
            </p>
            <svg width="100%" height="24" aria-hidden="true">
              <line className={held.base} x1="0" x2="100%" y1="17.5" y2="17.5" />
              <rect className={held.bar} y="6" width={share(value, most)} height="11" rx="1.5" />
              {guess !== undefined && (
                <svg x={share(guess, most)} overflow="visible" aria-hidden="true">
                  <line className={held.line} y1="8" y2="24" />
                  <path className={held.handle} d="M-6 0H6v6l-6 5-6-5z" />
                </svg>
              )}
            </svg>
            {says && <p className={held.says}>{says}</p>}
          </li>
        ))}
      </ul>
      {complete && <p>{prediction.explain[locale]}</p>}
    </section>
  );
}

const share = (value: number, most: number) => `${Math.round((value / most) * 1e4) / 100}%`;

function difference(
  by: number,
  amount: (value: number) => string,
  words: { exact: string; more: (value: string) => string; less: (value: string) => string },
): string {
  if (by === 0) return words.exact;
  return by > 0 ? words.more(amount(by)) : words.less(amount(-by));
}
