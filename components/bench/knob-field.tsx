"use client";
import type { Knob } from "../../lessons/types.ts";
import { formatNumber as n } from "../i18n/number.ts";
import { useBench, useBenchState } from "./context.ts";
import { setKnob } from "./editing.ts";
import { stepKnob } from "./knobs.ts";
import styles from "./run-bar.module.css";
import { knobValue } from "./store.ts";

/** One number of the workload, turned a step at a time. The code shows what it did. */
export function KnobField({ knob, disabled }: { knob: Knob; disabled: boolean }) {
  const { store, words, locale } = useBench();
  const value = useBenchState((state) => knobValue(state, knob));
  const label = knob.label[locale];
  if (value === null) return null;
  const turn = (step: 1 | -1, name: string, sign: string) => {
    const next = stepKnob(knob, value, step);
    return (
      <button
        type="button"
        aria-label={name}
        disabled={disabled || next === null}
        onClick={() => next !== null && setKnob(store, knob, next)}
      >
        {sign}
      </button>
    );
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a line with its legend
    <div role="group" aria-label={label} className={styles.knob}>
      <span className={styles.knobLabel}>{label}</span>
      <span className={styles.stepper}>
        {turn(-1, words.knob.less(label), "−")}
        <output>
          {n(value)} {knob.unit[locale]}
        </output>
        {turn(1, words.knob.more(label), "+")}
      </span>
    </div>
  );
}
