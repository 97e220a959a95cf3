/** What the proof of a lesson says, line by line: stated, measured, margin, verdict, tries. */

import { unitOf } from "../../lessons/reading.ts";
import type { Claim, Expectation } from "../../lessons/types.ts";
import type { Settled } from "./claims.ts";
import type { Outcome } from "./exercise.ts";
import { marginOf, type Value } from "./judge.ts";

const marks = { holds: "✓", "as-meant": "✓", false: "✗", wrong: "✗", unjudged: "?" } as const;

export const claimHeading = row("", "claim", "stated", "measured", "margin", "verdict");

export function claimLine({ claim, verdict, value, tries, noisyTries, why }: Settled): string {
  const margin = marginOf(claim, value);
  const unit = "measure" in claim && unitOf(claim.measure) === "ms" ? " ms" : "";
  const noisy = noisyTries > 0 ? `, ${noisyTries} too noisy` : "";
  return row(
    marks[verdict],
    claim.id,
    stated(claim),
    `${shown(value)}${typeof value === "number" ? unit : ""}`,
    margin === null ? "–" : `${number(margin)}${unit}`,
    `${verdict}, ${tries} ${tries === 1 ? "try" : "tries"}${noisy}${why ? ` (${why})` : ""}`,
  );
}

export const exerciseLine = ({ name, state, says }: Outcome): string => `  ${marks[state]} ${name}: ${says}`;

function stated(claim: Claim): string {
  if ("order" in claim) return `${claim.order.length} in order`;
  const unit = unitOf(claim.measure) === "ms" ? " ms" : "";
  return `${sign(claim.expect)}${unit}`;
}

function sign(expect: Expectation): string {
  if ("about" in expect) return `≈ ${number(expect.about)}`;
  if ("is" in expect) return `= ${number(expect.is)}`;
  if ("atLeast" in expect) return `≥ ${number(expect.atLeast)}`;
  return `< ${number(expect.below)}`;
}

function shown(value: Value): string {
  if (value === null) return "nothing";
  return typeof value === "number" ? number(value) : `${value.length} notes`;
}

const number = (value: number) => (Math.round(value * 10) / 10).toLocaleString("en-US");

function row(mark: string, id: string, ...cells: string[]): string {
  const widths = [14, 12, 11];
  const rest = cells.map((cell, index) => cell.padStart(widths[index] ?? 0));
  return `  ${mark.padEnd(1)} ${id.padEnd(24)}${rest.join("  ")}`.trimEnd();
}
