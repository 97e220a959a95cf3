import type { Exercise as Content, Locale } from "../../lessons/types.ts";
import { dictOf } from "../i18n/index.ts";
import { Inline } from "./inline.tsx";
import styles from "./lesson.module.css";

/** The task and what is judged, in words; the bench runs it and fills in the verdicts. */
export function Exercise({ exercise, locale }: { exercise: Content; locale: Locale }) {
  const words = dictOf(locale).lesson;
  return (
    <section className={styles.exercise} aria-labelledby="exercise-title">
      <h3 id="exercise-title">{words.exercise}</h3>
      <p>
        <Inline text={exercise.task[locale]} />
      </p>
      <h4>{words.checks}</h4>
      <p className={styles.quiet}>{words.checksLead}</p>
      <ul className={styles.checks}>
        {exercise.checks.map(({ id, title }) => (
          <li key={id}>
            <Inline text={title[locale]} />
          </li>
        ))}
      </ul>
    </section>
  );
}
