import type { measure } from "#protocol";
import { isTask } from "#protocol/measure";
import type { Bound, Verdict } from "../../lessons/types.ts";
import { boundOf, dueMs } from "./bounds.ts";
import { tasksBeyond } from "./flight.ts";
import type { Point } from "./series.ts";

/** What of a run lies beyond the limits it was judged by. It comes with the charts. */

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
