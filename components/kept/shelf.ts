import type { Proof } from "../bench/proof.ts";
import { benchPrefix, load, type Saved, type Shelf } from "../bench/saved.ts";
import { mergeProgress } from "../course/marks.ts";
import { progressPlace } from "../course/progress.ts";
import { readProgress } from "../course/read-marks.ts";
import { fileVersion, type Kept } from "./file.ts";

/** All that is kept, taken off the shelf as one value and put back beside what is there. */

export type WholeShelf = Shelf & Pick<Storage, "length" | "key">;

export function takeAll(shelf: WholeShelf, now: Date): Kept {
  const places = Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? "");
  const keys = places.filter((place) => place.startsWith(benchPrefix)).map((place) => place.slice(benchPrefix.length));
  return {
    looplab: fileVersion,
    savedAt: now.toISOString(),
    progress: readProgress(shelf.getItem(progressPlace)),
    benches: Object.fromEntries(keys.sort().map((key) => [key, load(shelf, key)])),
  };
}

export type Added = {
  /** Lessons that have something in the file. */
  lessons: number;
  /** Code that is here already and differs: what is here stays. */
  differing: number;
};

/** Adds what a file holds to what is here. All of it, or, where there is no room, nothing. */
export function addAll(shelf: WholeShelf, { progress, benches }: Kept): Added | "full" {
  const here = takeAll(shelf, new Date());
  const merged = Object.entries(benches).map(
    ([key, theirs]) => [benchPrefix + key, mergeSaved(here.benches[key], theirs)] as const,
  );
  const writes: [string, string][] = [
    [progressPlace, JSON.stringify(mergeProgress(here.progress, progress))],
    ...merged.map(([place, { saved }]): [string, string] => [place, JSON.stringify(saved)]),
  ];
  if (!writeAll(shelf, writes)) return "full";
  const slugs = [...Object.keys(progress), ...Object.keys(benches).map((key) => key.split("@")[0])];
  return {
    lessons: new Set(slugs).size,
    differing: merged.reduce((sum, [, { differing }]) => sum + differing, 0),
  };
}

/** What is written and guessed here stays; the file adds what is missing. */
export function mergeSaved(mine: Saved | undefined, theirs: Saved): { saved: Saved; differing: number } {
  if (!mine) return { saved: theirs, differing: 0 };
  let differing = 0;
  const code = { ...mine.code };
  for (const [variant, files] of Object.entries(theirs.code)) {
    const own = mine.code[variant] ?? {};
    differing += Object.keys(files).filter((path) => path in own && own[path] !== files[path]).length;
    code[variant] = { ...files, ...own };
  }
  return {
    saved: {
      code,
      guesses: { ...theirs.guesses, ...mine.guesses },
      env: { ...theirs.env, ...mine.env },
      proof: mergeProofs(mine.proof, theirs.proof),
      setups: { ...theirs.setups, ...mine.setups },
    },
    differing,
  };
}

/** The last try is that of this browser, where there was one: it belongs to the code that stands here. */
function mergeProofs(mine: Proof, theirs: Proof): Proof {
  return {
    tries: Math.max(mine.tries, theirs.tries),
    best: Math.max(mine.best, theirs.best),
    passed: mine.passed || theirs.passed,
    hints: Math.max(mine.hints, theirs.hints),
    solution: mine.solution || theirs.solution,
    last: mine.last ?? theirs.last,
  };
}

function writeAll(shelf: WholeShelf, writes: readonly [string, string][]): boolean {
  const before = writes.map(([place]) => [place, shelf.getItem(place)] as const);
  try {
    for (const [place, text] of writes) shelf.setItem(place, text);
    return true;
  } catch {
    for (const [place, text] of before) {
      if (text === null) shelf.removeItem(place);
      else shelf.setItem(place, text);
    }
    return false;
  }
}
