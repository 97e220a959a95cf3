"use client";
import { useSyncExternalStore } from "react";
import { browserShelf } from "../bench/saved.ts";
import type { StepName } from "../lesson/steps.ts";
import { after, lessonOfKey, marksAt, type Progress, type Step } from "./marks.ts";
import { readProgress } from "./read-marks.ts";

/**
 * The reader's progress, kept in this browser. The shelf is the only copy: whoever records reads it first, so
 * two tabs never undo each other, and every page that shows it hears of a change in either.
 *
 * A bench knows its lesson by `lessonKey` (slug and version), and so do these.
 */
export const progressPlace = "looplab:course";
const changed = "looplab:progress";

/** The lesson was opened, at a step where the address names one. */
export const recordOpened = (lessonKey: string, step: StepName | null) => record(lessonKey, { did: "open", step });
/** The step was read to its end and left. */
export const recordRead = (lessonKey: string, step: StepName) => record(lessonKey, { did: "read", step });
export const recordGuess = (lessonKey: string) => record(lessonKey, { did: "guess" });
/** Every verdict of the exercise was met. */
export const recordPassed = (lessonKey: string) => record(lessonKey, { did: "pass" });
export const recordRecall = (lessonKey: string, question: number, remembered: boolean) =>
  record(lessonKey, { did: "recall", question, remembered });
export const recordChangeSeen = (lessonKey: string) => record(lessonKey, { did: "see-change" });

const nothing: Progress = {};

/** What is kept; nothing on the server and in the first picture of a page. */
export const useProgress = (): Progress => useSyncExternalStore(watch, current, () => nothing);

function record(lessonKey: string, step: Step): void {
  const { slug, version } = lessonOfKey(lessonKey);
  const progress = current();
  const marks = after(marksAt(progress, slug, version), step, Date.now());
  if (marks !== progress[slug]) keepProgress({ ...progress, [slug]: marks });
}

/** What was read last, and the text it was read from. Where nothing can be kept it lasts as long as the page. */
let last: { text: string | null; progress: Progress } = { text: null, progress: nothing };

function current(): Progress {
  const shelf = browserShelf();
  if (!shelf) return last.progress;
  const text = shelf.getItem(progressPlace);
  if (text !== last.text) last = { text, progress: readProgress(text) };
  return last.progress;
}

function keepProgress(progress: Progress): void {
  const text = JSON.stringify(progress);
  last = { text, progress };
  try {
    browserShelf()?.setItem(progressPlace, text);
  } catch (error) {
    // A full shelf: what was kept before stays kept.
    console.warn("expected room to keep the progress, got", error);
  }
  announceProgress();
}

/** For whoever wrote to the shelf: the page shows what stands there now. */
export const announceProgress = () => dispatchEvent(new Event(changed));

function watch(onChange: () => void): () => void {
  const fromOtherTab = ({ key }: StorageEvent) => {
    if (key === progressPlace || key === null) onChange();
  };
  addEventListener(changed, onChange);
  addEventListener("storage", fromOtherTab);
  return () => {
    removeEventListener(changed, onChange);
    removeEventListener("storage", fromOtherTab);
  };
}
