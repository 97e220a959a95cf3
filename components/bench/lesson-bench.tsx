import type { ReactNode } from "react";
import { readExercise, readVariant } from "../../lessons/read.ts";
import type { Lesson, Locale } from "../../lessons/types.ts";
import { BenchProvider } from "./bench-provider.tsx";
import { nodeVersion } from "./node-version.ts";
import type { BenchProps, BenchVariant } from "./props.ts";

type Props = { lesson: Lesson; locale: Locale; children: ReactNode };

/** A lesson's own bench under its whole page: its variants, knobs and exercise, read from its folder while pages are built. */
export async function LessonBench({ lesson, locale, children }: Props) {
  const variants = await Promise.all(
    lesson.variants.map(async (variant): Promise<BenchVariant> => {
      const files = await readVariant(lesson.slug, variant.id, locale);
      return { ...variant, files, entry: files[0]?.path ?? "main.ts" };
    }),
  );
  return (
    <BenchProvider
      locale={locale}
      node={nodeVersion}
      mode="lesson"
      lessonKey={`${lesson.slug}@${lesson.version}`}
      variants={variants}
      knobs={lesson.knobs}
      prediction={lesson.prediction}
      exercise={await exerciseOf(lesson, locale)}
    >
      {children}
    </BenchProvider>
  );
}

async function exerciseOf(lesson: Lesson, locale: Locale): Promise<NonNullable<BenchProps["exercise"]>> {
  const { start, solution, driver } = await readExercise(lesson, locale);
  // What is wrong with the wrong answers is for the proofs alone.
  const { wrong: _, ...asks } = lesson.exercise;
  return { asks, start, solution, driver };
}
