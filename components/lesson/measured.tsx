import type { Lesson, Locale, Measured } from "../../lessons/types.ts";
import { dictOf } from "../i18n/index.ts";
import { Inline } from "./inline.tsx";
import styles from "./lesson.module.css";
import { measuredParts } from "./measured-text.ts";

type Props = { lesson: Lesson; measured: Measured | null; locale: Locale };

/** The recorded value of one claim, as the proof of the lesson last wrote it; never a number of the page's own. */
export function MeasuredValue({ lesson, measured, locale, of }: Props & { of: string }) {
  const { value, unit } = measuredParts(lesson, measured, locale, of);
  if (unit === null) return <span>{value}</span>;
  return (
    <span className={styles.value}>
      {value}
      {unit && <small> {unit}</small>}
    </span>
  );
}

/** What was measured, when and on what: one line, and the table behind it. */
export function MeasuredTable({ lesson, measured, locale }: Props) {
  if (!measured) return null;
  const dict = dictOf(locale).lesson;
  const { date, node, cores } = measured;
  return (
    <details className={styles.measured}>
      <summary>
        {dict.measuredAgain} · {dict.measuredOn(date.slice(0, 10), node.replace(/^v/, ""), cores)}
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{dict.claim}</th>
            <th scope="col">{dict.value}</th>
          </tr>
        </thead>
        <tbody>
          {lesson.claims.map(({ id, says }) => (
            <tr key={id}>
              <td>
                <Inline text={says[locale]} />
              </td>
              <td>
                <MeasuredValue lesson={lesson} measured={measured} locale={locale} of={id} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
