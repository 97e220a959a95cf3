import type { EventData } from "#protocol";
import { type Scale, xOf } from "./scale.ts";

/** Response times: one mark a request at the moment it should have been sent, on a log scale. */

export type LogScale = { lowMs: number; highMs: number; height: number };
export type Marks = { answered: string; failed: string; timedOut: string };

const dotPx = 1.5;

/** From a round number at or below the fastest to one at or above the slowest. */
export function logScale(latencies: readonly number[], height: number): LogScale {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const ms of latencies) {
    if (ms < low) low = ms;
    if (ms > high) high = ms;
  }
  if (high === 0) return { lowMs: 1, highMs: 1_000, height };
  const lowMs = 10 ** Math.floor(Math.log10(Math.max(low, 0.1)));
  const highMs = Math.max(10 ** Math.ceil(Math.log10(high)), lowMs * 10);
  return { lowMs, highMs, height };
}

export function yOf({ lowMs, highMs, height }: LogScale, ms: number): number {
  const inside = Math.min(Math.max(ms, lowMs), highMs);
  return height - (Math.log(inside / lowMs) / Math.log(highMs / lowMs)) * height;
}

/** Every power of ten, and between two of them 2 and 5 where there is room. */
export function logTicks({ lowMs, highMs, height }: LogScale): number[] {
  const decades = Math.log10(highMs / lowMs);
  const factors = height / decades >= 60 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = lowMs; power < highMs * 0.999; power *= 10) {
    for (const factor of factors) ticks.push(Number((power * factor).toPrecision(6)));
  }
  return [...ticks, highMs];
}

type Request = EventData<"request">[number];

/** How a request came out; one that waited too long is told apart from one that broke. */
export function outcomeOf({ status, error }: Request): keyof Marks {
  if (status !== null && status < 500) return "answered";
  return error && /time/i.test(error) ? "timedOut" : "failed";
}

/** Dots for answers, crosses for failures, triangles for those that waited too long. */
export function scatterPaths(requests: EventData<"request">, x: Scale, y: LogScale): Marks {
  const paths: Marks = { answered: "", failed: "", timedOut: "" };
  for (const request of requests) {
    const at = r(xOf(x, request.intendedMs));
    const up = r(yOf(y, request.latencyMs));
    const kind = outcomeOf(request);
    if (kind === "answered") paths.answered += `M${r(at - dotPx)} ${up}h${2 * dotPx}`;
    else if (kind === "timedOut") paths.timedOut += `M${r(at - 3.5)} ${r(up + 3)}h7l-3.5 -6z`;
    else paths.failed += `M${r(at - 3)} ${r(up - 3)}l6 6m0 -6l-6 6`;
  }
  return paths;
}

const r = (value: number) => Math.round(value * 10) / 10;
