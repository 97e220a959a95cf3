/**
 * Does a measured value keep what a lesson states? Noise only ever adds: a value that is too small is false
 * at once, one that is too large is held against what the machine was seen to add on its own.
 */
import { timing } from "../../lessons/judging.ts";
import type { Claim, Expectation } from "../../lessons/types.ts";

export type Value = number | readonly string[] | null;
export type Judgement = "held" | "false" | "too-large" | "too-noisy";

export const rangeOf = (expect: Expectation): { from: number; to: number } => {
  if ("about" in expect) return { from: 0.95 * expect.about, to: 1.4 * expect.about + 60 };
  if ("is" in expect) return { from: expect.is, to: expect.is };
  if ("atLeast" in expect) return { from: expect.atLeast, to: Number.POSITIVE_INFINITY };
  return { from: 0, to: expect.below };
};

export function judge(claim: Claim, value: Value, noiseMs: number): Judgement {
  if ("order" in claim) return sameOrder(claim.order, value) ? "held" : "false";
  if (typeof value !== "number") return "false";
  const { from, to } = rangeOf(claim.expect);
  if ("is" in claim.expect) return value === from ? "held" : "false";
  if (value < from) return "false";
  if ("below" in claim.expect && value === to) return "too-large";
  const state = timing(value, to, noiseMs);
  return state === "met" ? "held" : state === "too-noisy" ? "too-noisy" : "too-large";
}

const sameOrder = (order: readonly string[], value: Value) =>
  Array.isArray(value) && value.length === order.length && order.every((said, index) => said === value[index]);

/** How far the value lies inside its range, at the nearer end; null where there is no distance. */
export function marginOf(claim: Claim, value: Value): number | null {
  if ("order" in claim || typeof value !== "number" || "is" in claim.expect) return null;
  const { from, to } = rangeOf(claim.expect);
  return Math.min(from > 0 ? value - from : Number.POSITIVE_INFINITY, to - value);
}
