import type { StepName } from "../lesson/steps.ts";
import { dueAt, type Marks, marksAt, type Progress } from "./marks.ts";

/** Where a reader stands in the course: how far in each lesson, and where to go on. */

/** A lesson that can be opened. */
export type Open = { slug: string; version: number; title: string /** How many. */; questions: number };

export const isProven = ({ passedAt }: Marks) => passedAt !== null;
export const isUnderWay = (marks: Marks) => marks.touchedAt > 0 && !isProven(marks);

export const marksOf = (progress: Progress, { slug, version }: Pick<Open, "slug" | "version">): Marks =>
  marksAt(progress, slug, version);

/** The lesson touched last, until it is proven; then the next that is not. Null for a newcomer, and when all is done. */
export function goOnAt(progress: Progress, open: readonly Open[]): { lesson: Open; step: StepName } | null {
  const all = open.map((lesson) => ({ lesson, marks: marksOf(progress, lesson) }));
  const last = all.reduce((latest, one, index) => {
    const before = all[latest]?.marks.touchedAt ?? 0;
    return one.marks.touchedAt > before ? index : latest;
  }, -1);
  if (last < 0) return null;
  const next = [...all.slice(last), ...all.slice(0, last)].find(({ marks }) => !isProven(marks));
  return next ? { lesson: next.lesson, step: next.marks.place } : null;
}

/** A question of a lesson, by its position there. */
export type Due = { slug: string; question: number };

/** What is to be asked again by now, the longest due first. */
export function dueBy(now: number, progress: Progress, open: readonly Open[]): Due[] {
  return open
    .flatMap((lesson) => {
      const marks = marksOf(progress, lesson);
      return Array.from({ length: lesson.questions }, (_, question) => ({
        slug: lesson.slug,
        question,
        at: dueAt(marks, question),
      }));
    })
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at)
    .map(({ slug, question }) => ({ slug, question }));
}
