import type { Reading } from "./readings.ts";

/** Two runs of the same work held against each other: how much the second one changed. */

export type Change =
  | { kind: "same" }
  /** So many times less, or more, of it. */
  | { kind: "times"; factor: number; less: boolean }
  | { kind: "by"; amount: number };

/** The others are what was added on top of nothing: there a difference says more. */
const factors = new Set<Reading["label"]>(["total", "p50", "p99", "peak", "requests"]);
/** Below this a factor says less than the difference itself. */
const tellingFactor = 1.5;

export function changeOf(before: Reading | undefined, after: Reading | undefined): Change | null {
  if (!before || !after || before.value === null || after.value === null) return null;
  const [a, b] = [before.value, after.value];
  if (Math.round(a) === Math.round(b)) return { kind: "same" };
  const factor = Math.max(a, b) / Math.min(a, b);
  if (factors.has(before.label) && Number.isFinite(factor) && factor >= tellingFactor)
    return { kind: "times", factor, less: b < a };
  return { kind: "by", amount: Math.round(b - a) };
}
