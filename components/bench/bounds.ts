import type { measure } from "#protocol";
import { isTask } from "#protocol/measure";
import type { Bound, Verdict } from "../../lessons/types.ts";
import { tasksBeyond } from "./flight.ts";
import type { Point } from "./series.ts";
import { type BenchState, mine } from "./store.ts";

/** The limits a run was judged by, as its picture shows them: a line, and what lies beyond it. */

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

/** The spans beyond a limit, each with the moment from which it is. */
export function spansBeyond(spans: readonly measure.Span[], verdicts: readonly Verdict[]): Map<measure.Span, number> {
  const beyond = new Map<measure.Span, number>();
  const due = dueMs(boundOf(verdicts, "total"));
  if (due !== null) {
    for (const span of spans.filter(isTask)) {
      if (span.endMs > due) beyond.set(span, Math.max(span.startMs, due));
    }
  }
  const peak = boundOf(verdicts, "peak");
  if (peak) for (const span of tasksBeyond(spans, peak.most)) beyond.set(span, span.startMs);
  return beyond;
}

/** The part of the lag curve above a limit: a piece for each stretch between two points. */
export function lagBeyond(
  points: readonly Point[],
  { most, fromMs = 0, toMs = Number.POSITIVE_INFINITY }: Bound,
  x: (ms: number) => number,
  y: (lagMs: number) => number,
): string {
  let path = "";
  points.forEach((to, index) => {
    const from = points[index - 1];
    if (!from || to.t < fromMs || from.t > toMs || Math.max(from.v, to.v) <= most) return;
    const crossed = { t: from.t + ((most - from.v) / (to.v - from.v)) * (to.t - from.t), v: most };
    const left = from.v < most ? crossed : from;
    const right = to.v < most ? crossed : to;
    path += `M${x(left.t)} ${y(most)}V${y(left.v)}L${x(right.t)} ${y(right.v)}V${y(most)}z`;
  });
  return path;
}
