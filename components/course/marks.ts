import { type StepName, steps } from "../lesson/steps.ts";

/** What a reader has done in the lessons: plain values and how they change. Nothing here knows a browser or a clock. */

export type Marks = {
  /** The lesson's version when the guess and the proof were made. */
  version: number;
  /** The step that was open last. */
  place: StepName;
  /** Steps read to their end. */
  read: StepName[];
  guessed: boolean;
  /** When all verdicts of the exercise were met. */
  passedAt: number | null;
  /** When it was first proven or read through: a week later its questions come back. */
  finishedAt: number | null;
  /** Answers given from memory, by the question's position in the lesson. */
  recalled: Record<string, Recalled>;
  touchedAt: number;
  /** The version these marks came from, until the reader has been told that the lesson changed. */
  was: number | null;
};
/** Answered at `at`; due again after `days`. */
export type Recalled = { at: number; days: number };

/** By slug. */
export type Progress = Readonly<Record<string, Marks>>;

/** A bench's `lessonKey`, taken apart: `one-thread-many-requests@1`. */
export function lessonOfKey(key: string): { slug: string; version: number } {
  const [, slug = "", version = ""] = /^([a-z0-9-]+)@(\d+)$/.exec(key) ?? [];
  if (!slug) throw new TypeError(`expected a lesson's slug@version, got ${key}`);
  return { slug, version: Number(version) };
}

const untouched = (version: number): Marks => ({
  version,
  place: steps[0],
  read: [],
  guessed: false,
  passedAt: null,
  finishedAt: null,
  recalled: {},
  touchedAt: 0,
  was: null,
});

/**
 * A lesson whose version rose keeps what was read and where; guess and proof were made for other code and start over.
 * Marks of a newer version (an older site is served for a while) stay as they are.
 */
export function marksAt(progress: Progress, slug: string, version: number): Marks {
  const known = progress[slug];
  if (!known) return untouched(version);
  if (known.version >= version) return known;
  return { ...known, version, guessed: false, passedAt: null, was: known.was ?? known.version };
}

/** What can happen to a lesson's marks. */
export type Step =
  /** Without a step it is the lesson that was opened: the place stays. */
  | { did: "open"; step: StepName | null }
  | { did: "read"; step: StepName }
  | { did: "guess" }
  | { did: "pass" }
  | { did: "recall"; question: number; remembered: boolean }
  /** The reader was told that the lesson changed. */
  | { did: "see-change" };

/** The marks afterwards: the very same object where nothing changed. */
export function after(marks: Marks, step: Step, now: number): Marks {
  switch (step.did) {
    case "open":
      return { ...marks, place: step.step ?? marks.place, touchedAt: now };
    case "read": {
      if (marks.read.includes(step.step)) return marks;
      const read = steps.filter((name) => name === step.step || marks.read.includes(name));
      const finishedAt = marks.finishedAt ?? (read.length === steps.length ? now : null);
      return { ...marks, read, finishedAt, touchedAt: now };
    }
    case "guess":
      return marks.guessed ? marks : { ...marks, guessed: true, touchedAt: now };
    case "pass":
      if (marks.passedAt !== null) return marks;
      return { ...marks, passedAt: now, finishedAt: marks.finishedAt ?? now, touchedAt: now };
    case "recall": {
      const days = nextGap(marks.recalled[step.question]?.days, step.remembered);
      return { ...marks, recalled: { ...marks.recalled, [step.question]: { at: now, days } } };
    }
    case "see-change":
      return marks.was === null ? marks : { ...marks, was: null };
  }
}

export const dayMs = 86_400_000;
export const firstGapDays = 7;
const longestGapDays = 224;

/** What was remembered comes back after twice the time; what was not, tomorrow, and then from the start. */
function nextGap(days: number | undefined, remembered: boolean): number {
  if (!remembered) return 1;
  if (days === 1) return firstGapDays;
  return Math.min((days ?? firstGapDays) * 2, longestGapDays);
}

/** When a question of a finished lesson is due. */
export function dueAt({ finishedAt, recalled }: Marks, question: number): number {
  const last = recalled[question];
  if (last) return last.at + last.days * dayMs;
  return finishedAt === null ? Number.POSITIVE_INFINITY : finishedAt + firstGapDays * dayMs;
}

/** Two browsers' marks of one lesson as one: what either has done is done. */
export function mergeMarks(one: Marks, other: Marks): Marks {
  const version = Math.max(one.version, other.version);
  const current = [one, other].filter((marks) => marks.version === version);
  const passed = current.flatMap(({ passedAt }) => passedAt ?? []);
  const finished = [one, other].flatMap(({ finishedAt }) => finishedAt ?? []);
  const later = other.touchedAt > one.touchedAt ? other : one;
  const recalled = { ...one.recalled };
  for (const [question, answer] of Object.entries(other.recalled)) {
    if (answer.at > (recalled[question]?.at ?? Number.NEGATIVE_INFINITY)) recalled[question] = answer;
  }
  return {
    version,
    place: later.place,
    read: steps.filter((step) => one.read.includes(step) || other.read.includes(step)),
    guessed: current.some(({ guessed }) => guessed),
    passedAt: passed.length > 0 ? Math.min(...passed) : null,
    finishedAt: finished.length > 0 ? Math.min(...finished) : null,
    recalled,
    touchedAt: later.touchedAt,
    was: one.version === version ? one.was : one.version,
  };
}

export function mergeProgress(mine: Progress, theirs: Progress): Progress {
  const merged: Record<string, Marks> = { ...mine };
  for (const [slug, marks] of Object.entries(theirs)) {
    const known = merged[slug];
    merged[slug] = known ? mergeMarks(known, marks) : marks;
  }
  return merged;
}
