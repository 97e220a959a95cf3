"use client";
import { createContext, type ReactNode, useContext } from "react";
import type { Locale } from "../../lessons/types.ts";
import { type StepName, steps } from "../lesson/steps.ts";
import { at, paths } from "../shell/paths.ts";
import styles from "./course.module.css";
import type { Marks, Progress } from "./marks.ts";
import { useProgress } from "./progress.ts";
import { goOnAt, isProven, isUnderWay, marksOf, type Open } from "./standing.ts";
import { wordsOf } from "./words.ts";

/** What the map shows of its reader: the server draws the map as for a newcomer, the browser adds these marks. */
type Course = { open: readonly Open[]; progress: Progress; next: ReturnType<typeof goOnAt>; locale: Locale };

const CourseContext = createContext<Course | null>(null);

export function useCourse(): Course {
  const course = useContext(CourseContext);
  if (!course) throw new Error("expected to stand inside a CourseProgress, got none");
  return course;
}

export function CourseProgress({
  open,
  locale,
  children,
}: {
  open: readonly Open[];
  locale: Locale;
  children: ReactNode;
}) {
  const progress = useProgress();
  return <CourseContext value={{ open, progress, next: goOnAt(progress, open), locale }}>{children}</CourseContext>;
}

/** How many are proven, under way and open, and the way on. */
export function Figures() {
  const { open, progress, next, locale } = useCourse();
  const words = wordsOf(locale);
  const all = open.map((lesson) => marksOf(progress, lesson));
  const counts = [
    { name: words.provenCount, count: all.filter(isProven).length },
    { name: words.underWay, count: all.filter(isUnderWay).length },
    { name: words.openNow, count: open.length },
  ];
  return (
    <div className={styles.figures}>
      <dl>
        {counts.map(({ name, count }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {next && (
        <a className={styles.goOn} href={hrefOf(locale, next.lesson, next.step)}>
          {words.goOn}: {next.lesson.title}
        </a>
      )}
    </div>
  );
}

/**
 * The opening's first button: the first lesson for a newcomer, the way on for everybody else. Where it leads is not
 * written on it, so that it is no wider than before and nothing below it moves.
 */
export function StartOrGoOn({ className }: { className: string | undefined }) {
  const { open, next, locale } = useCourse();
  const words = wordsOf(locale);
  const first = open[0];
  if (!first) return null;
  if (!next) {
    return (
      <a className={className} href={at(locale, paths.lesson(first.slug))}>
        {words.start}
      </a>
    );
  }
  return (
    <a className={className} href={hrefOf(locale, next.lesson, next.step)}>
      {words.goOn}
      <span className="visually-hidden">: {next.lesson.title}</span>
    </a>
  );
}

const hrefOf = (locale: Locale, { slug }: Open, step: StepName) => `${at(locale, paths.lesson(slug))}#${step}`;

export function ProvenOf({ lessons }: { lessons: readonly Pick<Open, "slug">[] }) {
  const { open, progress, locale } = useCourse();
  const here = open.filter(({ slug }) => lessons.some((lesson) => lesson.slug === slug));
  const proven = here.filter((lesson) => isProven(marksOf(progress, lesson)));
  return wordsOf(locale).provenOf(proven.length, lessons.length);
}

/** The marks on one card: proven, or how far it was read and whether a number was predicted. */
export function CardMarks({ slug }: { slug: string }) {
  const { open, progress, next, locale } = useCourse();
  const lesson = open.find((known) => known.slug === slug);
  const marks = lesson && marksOf(progress, lesson);
  const current = next?.lesson.slug === slug || undefined;
  if (!marks || (marks.touchedAt === 0 && !current)) return null;
  return (
    <span className={styles.marks} data-current={current} data-proven={isProven(marks) || undefined}>
      {isProven(marks) ? <Proven locale={locale} /> : <HowFar marks={marks} locale={locale} />}
    </span>
  );
}

function Proven({ locale }: { locale: Locale }) {
  return (
    <>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <path d="M1 5.5 4 8.5 9 1.5" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
      {wordsOf(locale).proven}
    </>
  );
}

function HowFar({ marks: { read, guessed }, locale }: { marks: Marks; locale: Locale }) {
  const words = wordsOf(locale);
  const pitch = 8;
  return (
    <>
      {guessed && (
        <svg className={styles.guessed} width="9" height="9" viewBox="0 0 9 9" role="img" aria-label={words.guessed}>
          <path d="M1 0h7v5L4.5 9 1 5Z" />
        </svg>
      )}
      <svg width={pitch * steps.length - 2} height="6" aria-hidden="true">
        {steps.map((step, index) => (
          <rect
            key={step}
            className={read.includes(step) ? styles.stepRead : styles.stepUnread}
            x={index * pitch + 0.5}
            y="0.5"
            width="5"
            height="5"
          />
        ))}
      </svg>
      <span aria-hidden="true">
        {read.length}/{steps.length}
      </span>
      <span className="visually-hidden">{words.read(read.length, steps.length)}</span>
    </>
  );
}
