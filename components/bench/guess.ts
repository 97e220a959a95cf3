import type { Measure, Prediction } from "../../lessons/types.ts";

/** A guess before the run: how it is typed, moved and held against what was measured. */
export type Unit = Prediction["unit"];

export const mostGuess = { ms: 60_000, count: 10_000 } as const;

/** What was typed, as a number that can be guessed; null where it is none. */
export function parseGuess(text: string, unit: Unit): number | null {
  const plain = text
    .normalize("NFKC")
    .replace(/[\s,_]/g, "")
    .replace(/(ms|개)$/i, "");
  if (!/^\d+(\.\d+)?$/.test(plain)) return null;
  return clampGuess(Number(plain), unit);
}

export function clampGuess(value: number, unit: Unit): number {
  return Math.min(Math.max(Math.round(value), 0), mostGuess[unit]);
}

/** Where the handle goes for a key, or null when the key is not one of its own. */
export function moveGuess(value: number, key: string, shift: boolean, unit: Unit): number | null {
  const step = (unit === "ms" ? 10 : 1) * (shift ? 10 : 1);
  if (key === "ArrowRight" || key === "ArrowUp") return clampGuess(value + step, unit);
  if (key === "ArrowLeft" || key === "ArrowDown") return clampGuess(value - step, unit);
  if (key === "Home") return 0;
  return null;
}

/** Where a guess stands as a line: at a moment of the time axis or at a height of the lag. Others stand as numbers. */
export function lineOf({ unit }: Pick<Prediction, "unit">, { kind }: Measure): "time" | "lag" | null {
  if (unit !== "ms" || /^p\d/.test(kind)) return null;
  return kind === "maxLagMs" ? "lag" : "time";
}

export type Outcome = { guess: number; measured: number; difference: number; near: boolean };

/** Near: within a quarter of what was measured. */
export function outcome(guess: number, measured: number): Outcome {
  const difference = Math.round(measured) - guess;
  return { guess, measured, difference, near: Math.abs(difference) <= Math.max(measured * 0.25, 1) };
}
