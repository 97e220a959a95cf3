import type { CellFile } from "../cells/wire.ts";

/** Where in the learner's files an error lies, for errors whose stack cannot say it. */
export type Place = { file: string; line: number; column: number };

const known = new WeakMap<object, Place>();

export function locate(error: object, place: Place | null): void {
  if (place) known.set(error, place);
}

export const placeOf = (error: unknown): Place | null =>
  typeof error === "object" && error !== null ? (known.get(error) ?? null) : null;

/** The place where a file names this specifier. */
export function importLine(file: CellFile, specifier: string): Place | null {
  for (const quote of ['"', "'", "`"]) {
    const offset = file.code.indexOf(quote + specifier + quote);
    if (offset < 0) continue;
    const before = file.code.slice(0, offset).split("\n");
    return { file: file.path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
  return null;
}

let last = "";

/** The file of the learner's that Node took last; while a graph is being linked, the one being compiled. */
export const lastLoaded = (): string => last;
export function loaded(path: string): void {
  last = path;
}
