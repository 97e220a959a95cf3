import { readExercise, readVariant } from "../../lessons/read.ts";
import type { Lesson, Locale } from "../../lessons/types.ts";
import { dictOf } from "../i18n/index.ts";
import styles from "./lesson.module.css";

/** The code of the lesson, for paper, where there is no bench with tabs to open. Never seen on a screen. */
export async function PrintedCode({ lesson, locale }: { lesson: Lesson; locale: Locale }) {
  const words = dictOf(locale).lesson;
  const variants = await Promise.all(
    lesson.variants.map(async ({ id, label }) =>
      (await readVariant(lesson.slug, id, locale)).map(({ path, code }) => ({ name: label[locale], path, code })),
    ),
  );
  const { start } = await readExercise(lesson, locale);
  const files = [...variants.flat(), { name: words.exercise, path: lesson.exercise.file, code: start }];
  return (
    <section className={styles.printed}>
      <h2>{words.code}</h2>
      {files.map(({ name, path, code }) => (
        <figure key={`${name}/${path}`}>
          <figcaption>
            {name} · {path}
          </figcaption>
          <pre>{code}</pre>
        </figure>
      ))}
    </section>
  );
}
