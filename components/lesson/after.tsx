import type { Lesson, Locale } from "../../lessons/types.ts";
import { Source } from "../code/source.tsx";
import { dictOf } from "../i18n/index.ts";
import { Inline } from "./inline.tsx";
import styles from "./lesson.module.css";

type Props = { lesson: Lesson; locale: Locale };

/** Questions to answer from memory; the answer is one key away. */
export function Questions({ lesson, locale }: Props) {
  return (
    <section className={styles.questions} aria-labelledby="questions-title">
      <h3 id="questions-title">{dictOf(locale).lesson.questions}</h3>
      {lesson.questions.map(({ ask, answer }) => (
        <details key={ask.en}>
          <summary>
            <Inline text={ask[locale]} />
          </summary>
          <p>
            <Inline text={answer[locale]} />
          </p>
        </details>
      ))}
    </section>
  );
}

/** The file of this very site that uses the lesson's pattern. */
export function BuiltWith({ lesson, locale }: Props) {
  const { file, says } = lesson.builtWith;
  return (
    <section className={styles.builtWith} aria-labelledby="built-with-title">
      <h3 id="built-with-title">{dictOf(locale).lesson.builtWith}</h3>
      <p>
        <Inline text={says[locale]} />
      </p>
      <details>
        <summary>
          <code>{file}</code>
        </summary>
        <Source file={file} />
      </details>
    </section>
  );
}
