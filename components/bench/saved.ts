import { isUnproven, type Proof, readProof, unproven } from "./proof.ts";
import { mapOf, number, text } from "./read-kept.ts";
import { readSetup, type Setup } from "./setup.ts";

/**
 * What a bench keeps in the browser: the learner's code, guesses and proof, by lesson and version.
 * Only what differs from the lesson is kept, so an untouched lesson stays up to date by itself.
 */
export type Saved = {
  /** By variant, then by path. */
  code: Record<string, Record<string, string>>;
  /** By variant. */
  guesses: Record<string, number>;
  env: Record<string, number>;
  proof: Proof;
  /** By variant. */
  setups: Record<string, Setup>;
};

export const nothingSaved: Saved = { code: {}, guesses: {}, env: {}, proof: unproven, setups: {} };

export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export const benchPrefix = "looplab:bench:";
const place = (lessonKey: string) => benchPrefix + lessonKey;

/** Storage may be full, forbidden or hold something else's text: none of it may break the page. */
export function load(shelf: Shelf | null, lessonKey: string): Saved {
  try {
    const raw = JSON.parse(shelf?.getItem(place(lessonKey)) ?? "null") as Partial<Saved> | null;
    return {
      code: mapOf(raw?.code, (files) => mapOf(files, text)),
      guesses: mapOf(raw?.guesses, number),
      env: mapOf(raw?.env, number),
      proof: readProof(raw?.proof),
      setups: mapOf(raw?.setups, readSetup),
    };
  } catch {
    return nothingSaved;
  }
}

export function save(shelf: Shelf | null, lessonKey: string, saved: Saved): boolean {
  try {
    const { proof, ...others } = saved;
    const empty = Object.values(others).every((part) => Object.keys(part).length === 0);
    if (empty && isUnproven(proof)) shelf?.removeItem(place(lessonKey));
    else shelf?.setItem(place(lessonKey), JSON.stringify(saved));
    return shelf !== null;
  } catch {
    return false;
  }
}

/** How far a reader came in the exercise of a lesson (`slug@version`), for a page that has no bench. */
export const exerciseState = (shelf: Shelf | null, lessonKey: string): Proof => load(shelf, lessonKey).proof;

/** The browser's own, or null where a page may not keep anything. */
export function browserShelf(): Shelf | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
