/** The one time axis of the observatory: where it ends, where its ticks stand, where a moment lies. */

/** Before a run it is always the same, so it cannot betray the answer. */
export const restingEndMs = 2_000;
/** In a running trace it starts here and grows in steps, so that it rarely jumps. */
const firstEndMs = 500;
/** Room after the last thing in a finished run, for the label of its end. */
const margin = 1.045;

export type Scale = { endMs: number; width: number };

export const xOf = ({ endMs, width }: Scale, ms: number) => (Math.min(Math.max(ms, 0), endMs) / endMs) * width;
export const msAt = ({ endMs, width }: Scale, x: number) => (Math.min(Math.max(x, 0), width) / width) * endMs;

/** 1, 2 or 5 times a power of ten: the smallest that is no less than the value. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value * (1 - 1e-9)) ?? 10;
  return step * power;
}

export const runningEnd = (nowMs: number) => Math.max(firstEndMs, roundUp(Math.max(nowMs, 1)));

/** A finished run fits, and keeps the guess in sight where that costs no more than half the width. */
export function fittedEnd(lastMs: number, guessMs: number | null = null): number {
  const last = Math.max(lastMs, 10) * margin;
  return guessMs !== null && guessMs * margin <= last * 2 ? Math.max(last, guessMs * margin) : last;
}

export type Ticks = { step: number; major: number[]; minor: number[] };

/** Labelled ticks no closer than a label needs, and four or five small ones between two. */
export function ticksOf({ endMs, width }: Scale, labelPx = 84): Ticks {
  const step = roundUp((endMs * labelPx) / Math.max(width, labelPx));
  const small = step / (String(step).startsWith("2") ? 4 : 5);
  return { step, major: every(step, endMs), minor: every(small, endMs) };
}

/** The first label and one near the end lean inwards. */
export function anchorOf(ms: number, endMs: number): "start" | "middle" | "end" {
  if (ms === 0) return "start";
  return ms / endMs > 0.955 ? "end" : "middle";
}

/** A lag axis: 0, a half and a top just above the value, all round numbers. */
export function lagTicks(maxLagMs: number): number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(maxLagMs, 1)));
  const top = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= maxLagMs) ?? 10;
  const topMs = Math.max(100, Math.round(top * power));
  return [0, topMs / 2, topMs];
}

/** Counted, not summed: adding a step many times would drift. */
function every(step: number, end: number): number[] {
  const count = Math.floor(end / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
