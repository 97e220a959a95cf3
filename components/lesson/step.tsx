import type { ReactNode } from "react";
import type { Locale } from "../../lessons/types.ts";
import { dictOf } from "../i18n/index.ts";
import { at, paths } from "../shell/paths.ts";
import styles from "./lesson.module.css";
import { type StepName, steps } from "./steps.ts";

type Props = { name: StepName; locale: Locale; children: ReactNode; after?: ReactNode };

export function Step({ name, locale, children, after }: Props) {
  const { lesson: words, steps: names } = dictOf(locale);
  const index = steps.indexOf(name);
  const next = steps[index + 1];
  return (
    <section id={name} className={styles.step} aria-label={names[name]}>
      {index > 0 && <p className={styles.eyebrow}>{words.stepOf(index + 1, steps.length)}</p>}
      <div className={styles.prose}>{children}</div>
      {after}
      <p className={styles.next} data-end-of={name}>
        {next ? (
          <a href={`#${next}`}>
            {words.nextIs}: {words.next[next]}
          </a>
        ) : (
          <a href={at(locale, paths.course)}>{words.map}</a>
        )}
      </p>
    </section>
  );
}
