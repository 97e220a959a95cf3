// biome-ignore-all lint/correctness/noComponentHookFactories: evaluated once, while the page is built; nothing here has state
import type { ReactNode } from "react";
import { glossary } from "../../lessons/glossary.ts";
import { readMeasured, readProse } from "../../lessons/read.ts";
import type { Lesson, Locale } from "../../lessons/types.ts";
import { Exercise } from "../bench/exercise.tsx";
import { GuessVerdict } from "../bench/guess-verdict.tsx";
import { Diagram } from "../diagram/diagram.tsx";
import { dictOf } from "../i18n/index.ts";
import { at, paths } from "../shell/paths.ts";
import { BuiltWith, Questions } from "./after.tsx";
import { prose } from "./evaluate.ts";
import styles from "./lesson.module.css";
import { MeasuredTable, MeasuredValue } from "./measured.tsx";
import { PrintedCode } from "./printed.tsx";
import { Rail } from "./rail.tsx";
import { Reading } from "./reading.tsx";
import { Step } from "./step.tsx";

/** A lesson's reading column: its title, the rail, and the five steps of its prose. */
export async function Article({ lesson, locale }: { lesson: Lesson; locale: Locale }) {
  const dict = dictOf(locale);
  const words = dict.lesson;
  const measured = await readMeasured(lesson.slug);
  const lessonKey = `${lesson.slug}@${lesson.version}`;
  const after: Partial<Record<string, ReactNode>> = {
    look: (
      <>
        <GuessVerdict />
        <MeasuredTable lesson={lesson} measured={measured} locale={locale} />
      </>
    ),
    prove: (
      <>
        <Exercise />
        <Questions lesson={lesson} locale={locale} />
        <BuiltWith lesson={lesson} locale={locale} />
      </>
    ),
  };
  const content = await prose(await readProse(lesson.slug, locale), {
    Step: ({ name, children }) => (
      <Step name={name} locale={locale} after={after[name]}>
        {children}
      </Step>
    ),
    Rule: ({ children }) => (
      <section className={styles.rule}>
        <h3>{words.rule}</h3>
        <div>{children}</div>
      </section>
    ),
    Case: ({ title, children }) => (
      <div>
        <h4>{title}</h4>
        {children}
      </div>
    ),
    PythonNote: ({ children }) => (
      <aside className={styles.python} aria-label={words.python}>
        <p>{words.python}</p>
        <div>{children}</div>
      </aside>
    ),
    Measured: ({ of }) => <MeasuredValue lesson={lesson} measured={measured} locale={locale} of={of} />,
    Term: ({ of, children }) => {
      if (!glossary.some(({ id }) => id === of)) throw new Error(`expected a term of the glossary, got "${of}"`);
      return (
        <a className={styles.term} href={`${at(locale, paths.glossary)}#${of}`}>
          {children}
        </a>
      );
    },
    Diagram: (told) => <Diagram {...told} lesson={lesson} locale={locale} />,
  });

  return (
    <article className={styles.lesson}>
      <Rail words={dict.steps} label={words.rail} lessonKey={lessonKey} locale={locale} />
      <Reading lessonKey={lessonKey} locale={locale} />
      <header className={styles.head}>
        <p className={styles.eyebrow}>
          {lesson.id}
          <span className={styles.badge}>{lesson.experiment === "real" ? words.real : words.model}</span>
          {words.minutes(lesson.minutes)}
        </p>
        <h1>{lesson.title[locale]}</h1>
      </header>
      <div className={styles.steps}>{content}</div>
      <PrintedCode lesson={lesson} locale={locale} />
    </article>
  );
}
