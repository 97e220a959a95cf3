"use client";
import { useEffect, useId, useRef, useState } from "react";
import type { Locale } from "../../lessons/types.ts";
import { Inline } from "../lesson/inline.tsx";
import { at, paths } from "../shell/paths.ts";
import styles from "./asked.module.css";
import { askedWordsOf } from "./asked-words.ts";
import { useCourse } from "./course-progress.tsx";
import { recordRecall } from "./progress.ts";
import { type Questions, questionsPath } from "./questions-file.ts";
import { type Due, marksOf } from "./standing.ts";

/** Questions that came back: the answer is shown when asked for, and the reader says whether it was known. */
export function AskedList({ asked, locale }: { asked: readonly Due[]; locale: Locale }) {
  const words = askedWordsOf(locale);
  const { questions, failed, retry } = useQuestions(locale);
  const title = useId();
  if (failed) {
    return (
      <p className={styles.asked}>
        {words.failed}{" "}
        <button type="button" onClick={retry}>
          {words.retry}
        </button>
      </p>
    );
  }
  const found = asked.flatMap((due) => {
    const lesson = questions?.[due.slug];
    const question = lesson?.questions[due.question];
    return lesson && question ? [{ ...due, ...question, lesson: lesson.title }] : [];
  });
  if (found.length === 0) return null;
  return (
    <section className={styles.asked} aria-labelledby={title}>
      <h3 id={title}>{words.title}</h3>
      <p>{words.lead}</p>
      <ol>
        {found.map((one) => (
          <li key={`${one.slug}/${one.question}`}>
            <Question {...one} locale={locale} />
          </li>
        ))}
      </ol>
    </section>
  );
}

type QuestionProps = Due & { ask: string; answer: string; lesson: string; locale: Locale };

function Question({ slug, question, ask, answer, lesson, locale }: QuestionProps) {
  const words = askedWordsOf(locale);
  const { open, progress } = useCourse();
  const [shown, setShown] = useState(false);
  const [answered, setAnswered] = useState(false);
  const told = useRef<HTMLDivElement>(null);
  // The button that was pressed goes; what came in its place takes the focus.
  useEffect(() => {
    if (shown || answered) told.current?.focus();
  }, [shown, answered]);

  const known = open.find((one) => one.slug === slug);
  const say = (remembered: boolean) => {
    if (known) recordRecall(`${slug}@${known.version}`, question, remembered);
    setAnswered(true);
  };
  const days = answered && known ? marksOf(progress, known).recalled[question]?.days : undefined;
  return (
    <>
      <p className={styles.from}>
        <a href={at(locale, paths.lesson(slug))}>{lesson}</a>
      </p>
      <p className={styles.ask}>
        <Inline text={ask} />
      </p>
      {!shown && (
        <button type="button" onClick={() => setShown(true)}>
          {words.show}
        </button>
      )}
      {shown && (
        <div ref={told} tabIndex={-1}>
          <p>
            <Inline text={answer} />
          </p>
          {days !== undefined ? (
            <p className={styles.again}>{words.again(days)}</p>
          ) : (
            <>
              <button type="button" onClick={() => say(true)}>
                {words.remembered}
              </button>
              <button type="button" onClick={() => say(false)}>
                {words.forgotten}
              </button>
            </>
          )}
        </div>
      )}
    </>
  );
}

function useQuestions(locale: Locale) {
  const [questions, setQuestions] = useState<Questions | null>(null);
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another fetch
  useEffect(() => {
    const ended = new AbortController();
    fetch(questionsPath(locale), { signal: ended.signal })
      .then((answer) => (answer.ok ? (answer.json() as Promise<Questions>) : Promise.reject(answer.status)))
      .then(setQuestions, () => ended.signal.aborted || setFailed(true));
    return () => ended.abort();
  }, [locale, tries]);
  const retry = () => {
    setFailed(false);
    setTries(tries + 1);
  };
  return { questions, failed, retry };
}
