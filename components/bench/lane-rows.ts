import type { measure, RunEvent } from "#protocol";
import { isTask } from "#protocol/measure";

/** Which row each lane is drawn in, work that has arrived and not started included. */

/** `span` null: asked for, and not reported yet. A lane is reported once it is over. */
export type Placed = { row: number; arrivedMs: number; span: measure.Span | null };
export type LaneRows = { rows: number; placed: Placed[] };

/** Up to here everyone has a row of their own; beyond, a row is taken over once it is free. */
const ownRows = 64;
/** More arrivals than any run we take could be asked for: a trace from a file may claim millions. */
const mostArrivals = 20_000;

/** When each piece of work was handed out by `lab.fire` or `lab.rate`, as `measure.arrivals` reads it. */
export function announced(events: readonly RunEvent[]): number[] {
  const times: number[] = [];
  for (const { type, data } of events) {
    if (type !== "metric" || data.name !== "arrived") continue;
    const left = Math.min(2_000, mostArrivals - times.length);
    for (let count = Math.min(data.value, left); count > 0; count--) times.push(data.t);
  }
  return times;
}

/** `spans` in the order they started: what was asked for first starts first. */
export function laneRows(spans: readonly measure.Span[], arrivals: readonly number[], own = ownRows): LaneRows {
  let started = 0;
  const work: Omit<Placed, "row">[] = spans.map((span) => {
    const arrivedMs = isTask(span) ? arrivals[started++] : undefined;
    return { arrivedMs: Math.min(arrivedMs ?? span.startMs, span.startMs), span };
  });
  for (const arrivedMs of arrivals.slice(started)) work.push({ arrivedMs, span: null });
  const lanes = new Set(spans.map((span) => span.lane)).size + Math.max(0, arrivals.length - started);
  return lanes <= own ? oneRowEach(work) : packed(work);
}

function oneRowEach(work: Omit<Placed, "row">[]): LaneRows {
  const rowOf = new Map<number, number>();
  let rows = 0;
  const placed = work.map((piece) => {
    const known = piece.span && rowOf.get(piece.span.lane);
    const row = known ?? rows++;
    if (piece.span) rowOf.set(piece.span.lane, row);
    return { ...piece, row };
  });
  return { rows, placed };
}

function packed(work: Omit<Placed, "row">[]): LaneRows {
  const freeAt: number[] = [];
  const placed = work.map((piece) => {
    const found = freeAt.findIndex((free) => free <= piece.arrivedMs);
    const row = found < 0 ? freeAt.length : found;
    freeAt[row] = piece.span?.endMs ?? Number.POSITIVE_INFINITY;
    return { ...piece, row };
  });
  return { rows: freeAt.length, placed };
}
