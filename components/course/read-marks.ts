import { mapOf, number } from "../bench/read-kept.ts";
import { steps } from "../lesson/steps.ts";
import type { Marks, Progress, Recalled } from "./marks.ts";

/** Progress out of the text a browser kept. It may be anything: what does not fit is left out, and nothing throws. */
export function readProgress(text: string | null): Progress {
  try {
    return mapOf(JSON.parse(text ?? "null"), readMarks);
  } catch {
    return {};
  }
}

function readMarks(value: unknown): Marks | null {
  const raw = (value ?? {}) as Partial<Record<keyof Marks, unknown>>;
  const version = number(raw.version);
  if (version === null) return null;
  const read = Array.isArray(raw.read) ? raw.read : [];
  return {
    version,
    place: steps.find((step) => step === raw.place) ?? steps[0],
    read: steps.filter((step) => read.includes(step)),
    guessed: raw.guessed === true,
    passedAt: number(raw.passedAt),
    finishedAt: number(raw.finishedAt),
    recalled: mapOf(raw.recalled, readRecalled),
    touchedAt: number(raw.touchedAt) ?? 0,
    was: number(raw.was),
  };
}

function readRecalled(value: unknown): Recalled | null {
  const raw = (value ?? {}) as Partial<Recalled>;
  const [at, days] = [number(raw.at), number(raw.days)];
  return at === null || days === null ? null : { at, days };
}
