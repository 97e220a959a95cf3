import { lessons } from "../../lessons/index.ts";
import { readMeasured, readProse } from "../../lessons/read.ts";
import type { Lesson, Locale, Measured } from "../../lessons/types.ts";
import { dictOf } from "../i18n/index.ts";
import { measuredText } from "../lesson/measured-text.ts";
import { type StepName, steps } from "../lesson/steps.ts";
import type { Index, Section } from "./index-file.ts";

/** The lessons as search reads them: headings and plain words. Runs while the site is built. */
export async function indexOf(locale: Locale): Promise<Index> {
  return {
    lessons: await Promise.all(
      lessons.map(async (lesson) => {
        const mdx = await readProse(lesson.slug, locale);
        const measured = await readMeasured(lesson.slug);
        const { id, slug, title } = lesson;
        return { id, slug, title: title[locale], sections: sectionsOf(mdx, lesson, measured, locale) };
      }),
    ),
  };
}

export function sectionsOf(mdx: string, lesson: Lesson, measured: Measured | null, locale: Locale): Section[] {
  const inProse = [...mdx.matchAll(/<Step name="(\w+)">([\s\S]*?)<\/Step>/g)].flatMap(([, name = "", text = ""]) => {
    const step = steps.find((known) => known === name);
    return step ? cutAtHeadings(plain(text, lesson, measured, locale), step) : [];
  });
  return [...inProse, ...besideProse(lesson, locale)].map(({ step, heading, text }) => ({
    step,
    heading: oneLine(heading),
    text: oneLine(text),
  }));
}

function cutAtHeadings(text: string, step: StepName): Section[] {
  const parts = text.split(/^#{2,} (.+)$/m);
  return Array.from({ length: Math.floor(parts.length / 2) }, (_, index) => ({
    step,
    heading: parts[2 * index + 1] ?? "",
    text: parts[2 * index + 2] ?? "",
  }));
}

/** What the page adds to the prose, out of the lesson's data. */
function besideProse({ summary, exercise, questions }: Lesson, locale: Locale): Section[] {
  const words = dictOf(locale).lesson;
  const judged = [exercise.task, ...exercise.checks.map(({ title }) => title)];
  const asked = questions.flatMap(({ ask, answer }) => [ask, answer]);
  const say = (all: typeof judged) => all.map((text) => text[locale]).join(" ");
  return [
    { step: "predict", heading: words.summary, text: summary[locale] },
    { step: "prove", heading: `${words.exercise}: ${exercise.title[locale]}`, text: say(judged) },
    { step: "prove", heading: words.questions, text: say(asked) },
  ];
}

/** The words a reader sees: a diagram by its caption, a measured number by its value, no marks of Markdown. */
function plain(mdx: string, lesson: Lesson, measured: Measured | null, locale: Locale): string {
  return mdx
    .replace(/^```mermaid (\S+)[\s\S]*?^```$/gm, (_, name: string) => lesson.diagrams[name]?.caption[locale] ?? "")
    .replace(/^```.*$/gm, "")
    .replace(/<Measured of="([^"]*)" ?\/>/g, (_, of: string) => measuredText(lesson, measured, locale, of))
    .replace(/<Case title="([^"]*)">/g, "$1. ")
    .replace(/<\/?(?:Rule|Case|PythonNote|Term)\b[^>]*>/g, "")
    .replace(/\[([^\]]+)\]\([^)]+\)/g, "$1")
    .replace(/^\s*(?:[-*]|\d+\.)\s+/gm, "")
    .replace(/\*\*|`/g, "");
}

const oneLine = (text: string) =>
  text
    .normalize("NFC")
    .replace(/\*\*|`/g, "")
    .replace(/\s+/g, " ")
    .trim();
