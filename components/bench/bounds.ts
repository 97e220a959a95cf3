import type { Bound, Verdict } from "../../lessons/types.ts";
import { type BenchState, mine } from "./store.ts";

/** The limits a run was judged by, as its picture shows them. */

const none: readonly Verdict[] = [];

/** What was said of one run; of any other than the judged one, nothing. */
export function verdictsOn(
  { runs, judging, judged, proof }: Pick<BenchState, "runs" | "judging" | "judged" | "proof">,
  key: string,
): readonly Verdict[] {
  if (key === mine && judging?.phase === "running") return judging.broken;
  return (judged && runs[key]?.trace === judged && proof.last?.verdicts) || none;
}

export const boundOf = (verdicts: readonly Verdict[], of: Bound["of"]): Bound | undefined =>
  verdicts.find(({ bound }) => bound?.of === of)?.bound;

/** The moment a limit on the time it all takes runs out. */
export const dueMs = (bound: Bound | undefined): number | null =>
  bound?.of === "total" ? (bound.fromMs ?? 0) + bound.most : null;
