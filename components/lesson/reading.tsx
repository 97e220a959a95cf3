"use client";
import { useEffect } from "react";
import type { Locale } from "../../lessons/types.ts";
import { browserShelf, load } from "../bench/saved.ts";
import { lessonOfKey, marksAt } from "../course/marks.ts";
import { recordChangeSeen, useProgress } from "../course/progress.ts";
import { wordsOf } from "../course/words.ts";
import styles from "./lesson.module.css";
import { watchReading } from "./watch-reading.ts";

/** Keeps the reader's place in a lesson, and tells once that the lesson changed since. */
export function Reading({ lessonKey, locale }: { lessonKey: string; locale: Locale }) {
  useEffect(() => watchReading(lessonKey), [lessonKey]);
  const { slug, version } = lessonOfKey(lessonKey);
  const { was } = marksAt(useProgress(), slug, version);
  if (was === null) return null;
  const words = wordsOf(locale).changed;
  return (
    <section className={styles.changed} aria-labelledby="changed">
      <p>
        <strong id="changed">{words.title}</strong>
      </p>
      <p>{words.says}</p>
      {codeKept(`${slug}@${was}`).map(({ name, code }) => (
        <details key={name}>
          <summary>
            {words.code} · <code>{name}</code>
          </summary>
          <pre>{code}</pre>
        </details>
      ))}
      <button type="button" onClick={() => recordChangeSeen(lessonKey)}>
        {words.seen}
      </button>
    </section>
  );
}

/** What the reader wrote for an older version is still on the shelf. */
function codeKept(lessonKey: string): { name: string; code: string }[] {
  const { code } = load(browserShelf(), lessonKey);
  return Object.entries(code).flatMap(([variant, files]) =>
    Object.entries(files).map(([path, text]) => ({ name: `${variant}/${path}`, code: text })),
  );
}
