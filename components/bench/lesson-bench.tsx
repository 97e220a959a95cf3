import { readExercise, readVariant } from "../../lessons/read.ts";
import type { Lesson, Locale } from "../../lessons/types.ts";
import { Bench } from "./bench.tsx";
import { nodeVersion } from "./node-version.ts";
import type { BenchProps, BenchVariant } from "./props.ts";

/** The bench of a lesson: its variants, its knobs and its exercise, read from the lesson's folder while pages are built. */
export async function LessonBench({ lesson, locale }: { lesson: Lesson; locale: Locale }) {
  const variants = await Promise.all(
    lesson.variants.map(async (variant): Promise<BenchVariant> => {
      const files = await readVariant(lesson.slug, variant.id, locale);
      return { ...variant, files: files.map(asShown), entry: files[0]?.path ?? "main.ts" };
    }),
  );
  return (
    <Bench
      locale={locale}
      node={nodeVersion}
      mode="lesson"
      lessonKey={`${lesson.slug}@${lesson.version}`}
      variants={variants}
      knobs={lesson.knobs}
      prediction={lesson.prediction}
      exercise={await exerciseOf(lesson, locale)}
    />
  );
}

/** The line break at a file's end would be an empty line in the editor. */
const asShown = ({ path, code }: { path: string; code: string }) => ({ path, code: code.trimEnd() });

/** The driver goes with every run of Mine and is not shown: it is the workload. */
async function exerciseOf(lesson: Lesson, locale: Locale): Promise<NonNullable<BenchProps["exercise"]>> {
  const { start, driver } = await readExercise(lesson, locale);
  const { file, wallMs } = lesson.exercise;
  return {
    files: [asShown({ path: file, code: start }), { path: "driver.ts", code: driver, hidden: true }],
    entry: "driver.ts",
    ...(wallMs ? { wallMs } : {}),
  };
}
