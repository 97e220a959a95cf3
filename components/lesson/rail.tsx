"use client";

import { useSyncExternalStore } from "react";
import type { Dict } from "../i18n/index.ts";
import styles from "./rail.module.css";
import { type StepName, steps } from "./steps.ts";

const watchHash = (onChange: () => void) => {
  addEventListener("hashchange", onChange);
  return () => removeEventListener("hashchange", onChange);
};
const stepInAddress = (): StepName => {
  const hash = location.hash.slice(1);
  return steps.find((step) => step === hash) ?? steps[0];
};

/** Where the reader is. The address says which step shows; the style sheet shows it, with or without scripts. */
export function Rail({ words, label }: { words: Dict["steps"]; label: string }) {
  const current = useSyncExternalStore(watchHash, stepInAddress, () => steps[0]);
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
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
