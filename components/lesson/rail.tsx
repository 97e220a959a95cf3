"use client";

import { useSyncExternalStore } from "react";
import type { Locale } from "../../lessons/types.ts";
import { lessonOfKey, marksAt } from "../course/marks.ts";
import { useProgress } from "../course/progress.ts";
import { wordsOf } from "../course/words.ts";
import type { Dict } from "../i18n/index.ts";
import styles from "./rail.module.css";
import { stepInAddress, steps } from "./steps.ts";

const watchHash = (onChange: () => void) => {
  addEventListener("hashchange", onChange);
  return () => removeEventListener("hashchange", onChange);
};
const currentStep = () => stepInAddress(location.hash) ?? steps[0];

type Props = { words: Dict["steps"]; label: string; lessonKey: string; locale: Locale };

/**
 * Where the reader is, and was the last time. The address says which step shows; the style sheet shows it, with or
 * without scripts.
 */
export function Rail({ words, label, lessonKey, locale }: Props) {
  const current = useSyncExternalStore(watchHash, currentStep, () => steps[0]);
  const { slug, version } = lessonOfKey(lessonKey);
  const { place, touchedAt } = marksAt(useProgress(), slug, version);
  return (
    <nav className={styles.rail} aria-label={label}>
      <ol>
        {steps.map((step) => (
          <li key={step} data-step={step}>
            <a href={`#${step}`} aria-current={step === current ? "step" : undefined}>
              <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
                <path d="M1 5.5 4 8.5 9 1.5" fill="none" stroke="currentColor" strokeWidth="2" />
              </svg>
              {words[step]}
              {touchedAt > 0 && step === place && step !== current && (
                <span className={styles.place}>
                  <span className="visually-hidden">{wordsOf(locale).lastHere}</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
