import type { EventData, measure } from "#protocol";
import type { LaneRows, Placed } from "./lane-rows.ts";
import { type Scale, xOf } from "./scale.ts";

/**
 * Lanes as a handful of SVG path strings, one a kind: a path of a thousand bars costs a browser
 * a third of a thousand bars. Every kind has its own shape, so colour is never alone.
 */
export type LanePaths = {
  /** Low bars. */
  run: string;
  /** Full-height bars: running while the loop was blocked. */
  blocked: string;
  /** Thin lines. */
  wait: string;
  /** Full-height boxes, hatched. */
  worker: string;
  /** Full-height boxes, dotted. */
  pool: string;
  /** Low bars, striped: beyond a limit. */
  over: string;
  /** Dotted lines: arrived, not started; in a run under way also what has started and not ended. */
  queued: string;
  /** Upright ticks. */
  answered: string;
  /** Crosses: ended by the end of a run that failed. */
  failed: string;
};

export type LaneDrawing = {
  scale: Scale;
  /** Height of one row. */
  pitch: number;
  blocks: readonly EventData<"block">[];
  /** The latest measured moment: waiting work is drawn up to here. */
  nowMs: number;
  /** When the run ended without finishing: what was going on then, failed. */
  brokenAtMs: number | null;
  /** What lies beyond a limit, and from when on. */
  beyond?: ReadonlyMap<measure.Span, number> | undefined;
};

/** Bars that would be thinner are drawn this thick, or a short slice could not be seen. */
const thinnest = 0.8;
/** A line shorter than this says nothing: every async function waits a moment for its own promise. */
const shortestWaitPx = 0.5;
/** How near the end of a broken run a span must reach to count as broken with it. */
const brokenWithinMs = 15;

export function lanePaths({ placed }: LaneRows, drawing: LaneDrawing): LanePaths {
  const paths: LanePaths = {
    run: "",
    blocked: "",
    wait: "",
    worker: "",
    pool: "",
    over: "",
    queued: "",
    answered: "",
    failed: "",
  };
  for (const piece of placed) drawPiece(paths, piece, drawing);
  return paths;
}

function drawPiece(paths: LanePaths, { row, arrivedMs, span }: Placed, drawing: LaneDrawing): void {
  const { scale, pitch, blocks, brokenAtMs } = drawing;
  const top = row * pitch;
  const middle = top + pitch / 2;
  const full = { top: top + pitch * 0.08, height: pitch * 0.84 };
  const low = { top: middle - pitch * 0.24, height: pitch * 0.48 };
  const x = (ms: number) => xOf(scale, ms);

  const startMs = span?.startMs ?? drawing.nowMs;
  if (x(startMs) - x(arrivedMs) > 1) paths.queued += line(x(arrivedMs), x(startMs), middle);
  if (!span) return;

  for (const [from, to, kind] of span.slices) {
    if (kind === "wait") {
      if (x(to) - x(from) >= shortestWaitPx) paths.wait += line(x(from), x(to), middle);
    } else if (kind === "run") {
      for (const part of cutByBlocks(from, to, blocks)) {
        if (part.blocked) paths.blocked += bar(x(part.from), x(part.to), full);
        else paths.run += bar(x(part.from), x(part.to), low);
      }
    } else paths[kind] += bar(x(from), x(to), full);
  }

  const overMs = drawing.beyond?.get(span);
  if (overMs !== undefined) paths.over += bar(x(overMs), x(span.endMs), low);
  const end = x(span.endMs);
  if (brokenAtMs !== null && span.endMs >= brokenAtMs - brokenWithinMs) paths.failed += cross(end, middle, pitch);
  else paths.answered += upright(end, full);
}

/** A stretch of running, told apart by whether the loop was blocked meanwhile. */
export function cutByBlocks(from: number, to: number, blocks: readonly EventData<"block">[]) {
  const parts: { from: number; to: number; blocked: boolean }[] = [];
  let at = from;
  for (let index = firstEndingAfter(blocks, from); index < blocks.length; index++) {
    const block = blocks[index];
    if (!block || block.startMs >= to) break;
    const start = Math.max(block.startMs, from);
    const end = Math.min(endOf(block), to);
    if (start > at) parts.push({ from: at, to: start, blocked: false });
    if (end > start) parts.push({ from: start, to: end, blocked: true });
    at = Math.max(at, end);
  }
  if (at < to || parts.length === 0) parts.push({ from: at, to, blocked: false });
  return parts;
}

const endOf = (block: EventData<"block">) =>
  block.state === "open" ? Number.POSITIVE_INFINITY : block.startMs + block.durationMs;

function firstEndingAfter(blocks: readonly EventData<"block">[], ms: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(blocks[middle] as EventData<"block">) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One decimal is a tenth of a pixel, and keeps the strings short. */
const n = (value: number) => Math.round(value * 10) / 10;
const line = (from: number, to: number, y: number) => `M${n(from)} ${n(y)}H${n(Math.max(to, from + thinnest))}`;
export const upright = (x: number, { top, height }: { top: number; height: number }) =>
  `M${n(x)} ${n(top)}v${n(height)}`;
export const bar = (from: number, to: number, { top, height }: { top: number; height: number }) => {
  const width = n(Math.max(to - from, thinnest));
  return `M${n(from)} ${n(top)}h${width}v${n(height)}h${-width}z`;
};
const cross = (x: number, y: number, pitch: number) => {
  const arm = n(Math.min(4, Math.max(2, pitch / 2)));
  return `M${n(x - arm)} ${n(y - arm)}l${2 * arm} ${2 * arm}m0 ${-2 * arm}l${-2 * arm} ${2 * arm}`;
};
