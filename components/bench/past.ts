import type { Locale } from "../../lessons/types.ts";
import type { BenchState, BenchStore, Run } from "./store.ts";
import type { Words } from "./words/index.ts";

/**
 * Earlier runs. The newest run of a variant stands in `runs` under the variant's id; the one it took the place of
 * stays there under a key of its own, `id~number`, so that it can be drawn beside a later one.
 */

/** A trace in memory may be tens of megabytes; more than this nobody compares. */
export const keptRuns = 6;

export const variantIdOf = (key: string): string => key.split("~")[0] ?? key;
export const isPast = (key: string): boolean => key.includes("~");
const numberOf = (key: string): number => Number(key.split("~")[1] ?? Number.POSITIVE_INFINITY);

/** There is something to see of it. */
export const wasRecorded = (run: Run | undefined): run is Run => run !== undefined && run.recording.nowMs > 0;

/** New runs take their places; those that stood there are kept, the oldest let go. */
export function begun(runs: Readonly<Record<string, Run>>, fresh: readonly (readonly [string, Run])[]) {
  const next = { ...runs };
  for (const [id, run] of fresh) {
    const last = next[id];
    if (wasRecorded(last)) next[`${id}~${last.number}`] = last;
    next[id] = run;
  }
  const past = Object.keys(next).filter(isPast);
  for (const key of past.sort((a, b) => numberOf(b) - numberOf(a)).slice(keptRuns)) delete next[key];
  return next;
}

/** The run of a variant before its newest one. */
export function previousOf(runs: Readonly<Record<string, Run>>, id: string): string | null {
  const past = Object.keys(runs).filter((key) => isPast(key) && variantIdOf(key) === id);
  return past.sort((a, b) => numberOf(b) - numberOf(a))[0] ?? null;
}

/** Every run there is something to see of, the newest first. */
export const recordedKeys = (runs: Readonly<Record<string, Run>>): string[] =>
  Object.keys(runs)
    .filter((key) => wasRecorded(runs[key]))
    .sort((a, b) => (runs[b]?.number ?? 0) - (runs[a]?.number ?? 0));

type Titled = Pick<BenchState, "variants" | "runs" | "shown">;

/** A run by its variant's name, and by its number where there are others of that variant beside it. */
export function titleOf({ variants, runs, shown }: Titled, key: string, locale: Locale, words: Words): string {
  const id = variantIdOf(key);
  const name = variants.find((variant) => variant.id === id)?.label[locale] ?? id;
  const alone = !isPast(key) && !shown.some((other) => other !== key && variantIdOf(other) === id);
  return alone ? name : numbered(name, runs[key]?.number ?? 0, words);
}

export const numbered = (name: string, number: number, words: Words): string => `${name} · ${words.run.number(number)}`;

export const isOverlaid = ({ shown }: Pick<BenchState, "shown">) => shown.some(isPast) && shown.length > 1;

/** Lays the run before under the newest one, or takes it away again. Later runs follow the choice. */
export function overlay(store: BenchStore): void {
  const { shown, runs, open } = store.getState();
  const previous = previousOf(runs, open);
  if (isOverlaid({ shown }) || !previous) store.setState({ shown: [open], overlays: false, cursorMs: null });
  else store.setState({ shown: [previous, open], overlays: true, cursorMs: null });
}

/** Any one or two of them, the earlier above: a third takes the place of the older choice. */
export function choose(store: BenchStore, key: string): void {
  store.setState(({ shown, runs }) => {
    const others = shown.filter((other) => other !== key && wasRecorded(runs[other]));
    const next = shown.includes(key) ? others : [...others.slice(-1), key];
    if (next.length === 0) return {};
    const number = (id: string) => runs[id]?.number ?? 0;
    return { shown: next.toSorted((a, b) => number(a) - number(b)), overlays: false, cursorMs: null };
  });
}
