import type { EventData } from "#protocol";
import { type Scale, xOf } from "./scale.ts";

/** The beat rail: a tick where the loop turned, a solid bar where it did not. */

export type BlockBar = {
  block: EventData<"block">;
  x: number;
  width: number;
};

/** Ticks nearer than this would read as a bar. */
const tickPx = 4;
const narrowestBar = 2;
const gapPx = 1;

/** A sample that is late by its lag saw the last beat that much earlier. */
export function beatPath(lag: EventData<"lag">, scale: Scale, top: number, height: number): string {
  let path = "";
  let lastX = Number.NEGATIVE_INFINITY;
  for (const { t, lagMs } of lag) {
    const x = Math.round(xOf(scale, t - lagMs) * 10) / 10;
    if (x - lastX < tickPx) continue;
    path += `M${x} ${top}v${height}`;
    lastX = x;
  }
  return path;
}

/** Bars in time order. Those that would touch a wider neighbour's place are drawn over it, never left out. */
export function blockBars(blocks: readonly EventData<"block">[], nowMs: number, scale: Scale): BlockBar[] {
  return blocks.map((block) => {
    const endMs =
      block.state === "open" ? Math.max(nowMs, block.startMs + block.durationMs) : block.startMs + block.durationMs;
    const x = xOf(scale, block.startMs);
    const width = xOf(scale, endMs) - x;
    // Two in a row stay two.
    return { block, x, width: Math.max(narrowestBar, width > gapPx * 4 ? width - gapPx : width) };
  });
}

/** All plain bars as one path: a run may have a thousand blocks. */
export function barsPath(bars: readonly BlockBar[], top: number, height: number): string {
  return bars.map(({ x, width }) => `M${r(x)} ${top}h${r(width)}v${height}h${-r(width)}z`).join("");
}

/** The right end of a cut block: torn, in teeth. */
export function tornEnd(x: number, top: number, height: number): string {
  const tooth = height / 4;
  return `M${r(x)} ${top}l-4 ${tooth}l4 ${tooth}l-4 ${tooth}l4 ${tooth}h1v${-height}z`;
}

const r = (value: number) => Math.round(value * 10) / 10;
