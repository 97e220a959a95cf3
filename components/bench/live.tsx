"use client";
import * as measure from "#protocol/measure";
import { readMeasure } from "../../lessons/reading.ts";
import type { Prediction } from "../../lessons/types.ts";
import { formatNumber as n } from "../i18n/number.ts";
import { useBench, useBenchState } from "./context.ts";
import styles from "./guess.module.css";
import { outcome } from "./guess.ts";
import { announced } from "./lane-rows.ts";
import { readings } from "./readings.ts";
import { readingsAt } from "./readings-at.ts";
import { ReadoutRow } from "./readouts.tsx";
import { isUnderWay } from "./run-state.ts";
import type { Run } from "./store.ts";
import { usePaced } from "./use-paced.ts";

/** Everything that reads or draws a run, behind one door: it comes with the first run. */
export { PairReadouts } from "./pair-readouts.tsx";
export { RunStrips } from "./run-strips.tsx";
export { Tables } from "./tables.tsx";
export { TimeChip } from "./time-slider.tsx";
export { Transport } from "./transport.tsx";

/** Numbers that change faster than ten times a second cannot be read. In a replay they are those of its moment. */
export function Readouts({ run }: { run: Run }) {
  const momentMs = useBenchState(({ replay, cursorMs }) => (replay === "off" ? null : cursorMs));
  const paced = usePaced(run, isUnderWay(run.state) ? 100 : 0);
  const pacedMs = usePaced(momentMs, momentMs === null ? 0 : 100);
  const arrivals = announced(paced.trace.events);
  const spans = measure.spans(paced.trace);
  if (pacedMs !== null) return <ReadoutRow readings={readingsAt(pacedMs, paced.recording, spans, arrivals)} />;
  return <ReadoutRow readings={readings(paced, measure, arrivals)} />;
}

/** Each guess held against what was measured, and once all are, why. */
export function Outcome({ prediction }: { prediction: Prediction }) {
  const { words, locale } = useBench();
  const runs = useBenchState((state) => state.runs);
  const guesses = useBenchState((state) => state.guesses);
  const variants = useBenchState((state) => state.variants);
  const unit = words.unit[prediction.unit];
  const measured = prediction.guesses.map(({ variant, measure: wanted }) => {
    const run = runs[variant];
    const over = run?.state.phase === "ended" && run.state.reason === "finished";
    return { variant, value: over ? readMeasure(wanted, run.trace, measure) : null };
  });
  const amount = (value: number) => `${n(value)} ${unit}`.trim();
  return (
    <div className={styles.outcome}>
      <ul>
        {measured.map(({ variant, value }) => {
          if (value === null) return null;
          const guess = guesses[variant];
          const held = guess === undefined ? null : outcome(guess, value);
          return (
            <li key={variant}>
              {variants.find(({ id }) => id === variant)?.label[locale]}{" "}
              <b>{words.guess.measured(amount(Math.round(value)))}</b>
              {held && <span>{difference(held.difference, amount, words.guess)}</span>}
            </li>
          );
        })}
      </ul>
      {measured.every(({ value }) => value !== null) && <p>{prediction.explain[locale]}</p>}
    </div>
  );
}

function difference(
  by: number,
  amount: (value: number) => string,
  words: { exact: string; more: (value: string) => string; less: (value: string) => string },
): string {
  if (by === 0) return words.exact;
  return by > 0 ? words.more(amount(by)) : words.less(amount(-by));
}
