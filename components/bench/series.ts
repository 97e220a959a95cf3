import type { EventData } from "#protocol";

/** The lag line: its points, made few enough to draw without hiding a single peak. */

/** `alarm`: inside a block, or above what a caller would feel. */
export type Point = { t: number; v: number; alarm: boolean };
type Block = EventData<"block">;

export const alarmMs = 50;
/** Beats are 5 ms apart, and may be seen one late. */
const lateBeatMs = 10;

/**
 * Samples and the measured edges of blocks, in time order. Without the edges a block between two
 * samples would be drawn lower than it was measured.
 */
export function lagPoints(samples: EventData<"lag">, blocks: readonly Block[]): Point[] {
  const points: Point[] = [];
  let next = 0;
  let overMs = Number.NEGATIVE_INFINITY;
  const takeUntil = (t: number, inside: boolean, fromMs = 0) => {
    for (let sample = samples[next]; sample && sample.t < t; sample = samples[++next]) {
      // A beat at the very end of a block may be seen before the block is.
      if (inside && sample.lagMs < sample.t - fromMs - lateBeatMs) continue;
      // Taken before the beat that ended the block was seen: it still counts from the block's start.
      if (sample.t - sample.lagMs < overMs - lateBeatMs) continue;
      points.push({ t: sample.t, v: sample.lagMs, alarm: inside || sample.lagMs >= alarmMs });
    }
  };
  for (const { startMs, durationMs, state } of blocks) {
    takeUntil(startMs, false);
    points.push({ t: startMs, v: 0, alarm: false });
    const endMs = startMs + durationMs;
    if (state === "open") {
      takeUntil(Number.POSITIVE_INFINITY, true, startMs);
      break;
    }
    takeUntil(endMs, true, startMs);
    points.push({ t: endMs, v: durationMs, alarm: true }, { t: endMs, v: 0, alarm: false });
    overMs = endMs;
  }
  takeUntil(Number.POSITIVE_INFINITY, false);
  return points;
}

/** For a live chart: in each of `count` equal spans of time only the lowest and the highest point. */
export function minMaxBuckets(points: readonly Point[], endMs: number, count: number): Point[] {
  if (points.length <= count * 2) return [...points];
  const kept: Point[] = [];
  let bucket = -1;
  let low: Point | undefined;
  let high: Point | undefined;
  const flush = () => {
    if (!low || !high) return;
    if (low === high) kept.push(low);
    else kept.push(...(low.t <= high.t ? [low, high] : [high, low]));
  };
  for (const point of points) {
    const index = Math.min(count - 1, Math.floor((point.t / endMs) * count));
    if (index !== bucket) {
      flush();
      bucket = index;
      low = high = point;
      continue;
    }
    if (!low || point.v < low.v) low = point;
    if (!high || point.v > high.v) high = point;
  }
  flush();
  return kept;
}

/** For a finished run: largest triangle three buckets (Steinarsson 2013), which keeps the shape. */
export function lttb(points: readonly Point[], count: number): Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length <= count || count < 3) return [...points];
  const every = (points.length - 2) / (count - 2);
  const kept = [first];
  let before = first;
  for (let index = 0; index < count - 2; index++) {
    const from = Math.floor(index * every) + 1;
    const to = Math.floor((index + 1) * every) + 1;
    const after = average(points, to, Math.min(Math.floor((index + 2) * every) + 1, points.length));
    let best = points[from] as Point;
    let largest = -1;
    for (let at = from; at < to; at++) {
      const point = points[at] as Point;
      const area = Math.abs((before.t - after.t) * (point.v - before.v) - (before.t - point.t) * (after.v - before.v));
      if (area > largest) {
        largest = area;
        best = point;
      }
    }
    kept.push(best);
    before = best;
  }
  kept.push(last);
  return kept;
}

function average(points: readonly Point[], from: number, to: number) {
  let t = 0;
  let v = 0;
  for (let at = from; at < to; at++) {
    t += points[at]?.t ?? 0;
    v += points[at]?.v ?? 0;
  }
  const count = Math.max(1, to - from);
  return { t: t / count, v: v / count };
}

export type Row = { t: number; calm: number | null; alarm: number | null };

/** Two lines of one curve. Where the colour turns, the calm point belongs to both, so no gap opens. */
export function rowsOf(points: readonly Point[]): Row[] {
  return points.map(({ t, v, alarm }, index) => {
    const beside = points[index - 1]?.alarm || points[index + 1]?.alarm;
    return { t, calm: alarm ? null : v, alarm: alarm || beside ? v : null };
  });
}
