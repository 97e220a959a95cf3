/**
 * What a bench keeps in the browser: the learner's code and guesses, by lesson and version.
 * Only what differs from the lesson is kept, so an untouched lesson stays up to date by itself.
 */
export type Saved = {
  /** By variant, then by path. */
  code: Record<string, Record<string, string>>;
  /** By variant. */
  guesses: Record<string, number>;
  env: Record<string, number>;
};

export const nothingSaved: Saved = { code: {}, guesses: {}, env: {} };

export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const place = (lessonKey: string) => `looplab:bench:${lessonKey}`;

/** Storage may be full, forbidden or hold something else's text: none of it may break the page. */
export function load(shelf: Shelf | null, lessonKey: string): Saved {
  try {
    const raw = JSON.parse(shelf?.getItem(place(lessonKey)) ?? "null") as Partial<Saved> | null;
    return {
      code: mapOf(raw?.code, (files) => mapOf(files, text)),
      guesses: mapOf(raw?.guesses, number),
      env: mapOf(raw?.env, number),
    };
  } catch {
    return nothingSaved;
  }
}

export function save(shelf: Shelf | null, lessonKey: string, saved: Saved): boolean {
  try {
    const empty = [saved.code, saved.guesses, saved.env].every((part) => Object.keys(part).length === 0);
    if (empty) shelf?.removeItem(place(lessonKey));
    else shelf?.setItem(place(lessonKey), JSON.stringify(saved));
    return shelf !== null;
  } catch {
    return false;
  }
}

/** The browser's own, or null where a page may not keep anything. */
export function browserShelf(): Shelf | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

const text = (value: unknown) => (typeof value === "string" ? value : null);
export const number = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : null);

/** The entries that can be read; the others are left out. */
export function mapOf<T>(value: unknown, read: (value: unknown) => T | null): Record<string, T> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return {};
  const entries = Object.entries(value).flatMap(([key, entry]) => {
    const known = read(entry);
    return known === null ? [] : [[key, known] as const];
  });
  return Object.fromEntries(entries);
}
