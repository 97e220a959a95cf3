import type { measure } from "#protocol";
import { isTask } from "#protocol/measure";
import { type Scale, xOf } from "./scale.ts";

/** How many pieces of work were under way at once. */

export type Step = { t: number; count: number };

/** Starts and ends in time order; what ends at a moment makes room for what starts at it. */
function edges(spans: readonly measure.Span[]) {
  const all = spans.filter(isTask).flatMap((span) => [
    { t: span.startMs, by: 1, span },
    { t: span.endMs, by: -1, span },
  ]);
  return all.sort((a, b) => a.t - b.t || a.by - b.by);
}

export function flightSteps(spans: readonly measure.Span[]): Step[] {
  let count = 0;
  return edges(spans).map(({ t, by }) => {
    count += by;
    return { t, count };
  });
}

/** The work that came in although as many as the limit allows were under way already. */
export function tasksBeyond(spans: readonly measure.Span[], most: number): measure.Span[] {
  let count = 0;
  return edges(spans).flatMap(({ by, span }) => {
    count += by;
    return by > 0 && count > most ? [span] : [];
  });
}

/** The curve up to the limit, the area under it, and what stands above the limit. */
export function flightPaths(steps: readonly Step[], most: number, scale: Scale, y: (count: number) => number) {
  const first = steps[0];
  const paths = { line: "", area: "", beyond: "" };
  if (!first) return paths;
  const x = (ms: number) => r(xOf(scale, ms));
  paths.line = `M${x(first.t)} ${y(0)}`;
  steps.forEach(({ t, count }, index) => {
    paths.line += `H${x(t)}V${y(Math.min(count, most))}`;
    const next = steps[index + 1];
    if (count > most && next && next.t > t) paths.beyond += `M${x(t)} ${y(most)}V${y(count)}H${x(next.t)}V${y(most)}z`;
  });
  paths.area = `${paths.line}z`;
  return paths;
}

const r = (value: number) => Math.round(value * 10) / 10;
