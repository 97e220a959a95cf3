import type { Locale } from "../../lessons/types.ts";
import { browserShelf } from "../bench/saved.ts";
import { announceProgress } from "../course/progress.ts";
import { largestFile, type ReadKept, readKept } from "./file.ts";
import { addAll, takeAll, type WholeShelf } from "./shelf.ts";
import { keptWordsOf } from "./words.ts";

/** The two buttons' work; what comes back is said to the reader. Loaded when one of them is pressed. */

const wholeShelf = () => browserShelf() as WholeShelf | null;

export function exportFile(locale: Locale): string {
  const words = keptWordsOf(locale);
  const shelf = wholeShelf();
  if (!shelf) return words.noShelf;
  const kept = takeAll(shelf, new Date());
  const name = `looplab-${kept.savedAt.slice(0, 10)}.json`;
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(kept, null, 2)}\n`], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // Some browsers read it only after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return words.saved(name);
}

export async function importFile(file: File, locale: Locale): Promise<string> {
  const words = keptWordsOf(locale);
  const shelf = wholeShelf();
  if (!shelf) return words.noShelf;
  // A file may be gone by now, or not ours to read.
  const text = file.size > largestFile ? null : await file.text().catch(() => "");
  const read: ReadKept = text === null ? { ok: false, problem: "too-large" } : readKept(text, Date.now());
  if (!read.ok) {
    const at = read.problem === "damaged" ? ` ${words.at(read.at)}` : "";
    return words.unread(file.name, words.problems[read.problem] + at);
  }
  const added = addAll(shelf, read.kept);
  if (added === "full") return words.unread(file.name, words.full);
  announceProgress();
  return [words.added(added.lessons), added.differing > 0 && words.differing(added.differing)]
    .filter(Boolean)
    .join(" ");
}
