import type { EventData, measure } from "#protocol";
import type { Recording } from "./recording.ts";

/** What was going on at one moment of a run: what the scrubber reads out. */

type Block = EventData<"block">;

/** The block around a moment; where none is, null. */
export function blockAt({ blocks, nowMs }: Recording, ms: number): Block | null {
  const found = blocks.findLast((block) => block.startMs <= ms);
  if (!found) return null;
  const endMs = found.state === "open" ? nowMs : found.startMs + found.durationMs;
  return ms <= endMs ? found : null;
}

/** Inside a block lag is how long it has lasted; elsewhere the last sample tells. */
export function lagAt(recording: Recording, ms: number): number | null {
  const block = blockAt(recording, ms);
  if (block) return ms - block.startMs;
  const sample = lastAtOrBefore(recording.lag, ms);
  if (!sample) return null;
  // A sample may not have seen yet that a block was over: since then no more can have passed than has passed.
  const over = recording.blocks.findLast(({ startMs, durationMs }) => startMs + durationMs <= ms);
  return over ? Math.min(sample.lagMs, ms - over.startMs - over.durationMs) : sample.lagMs;
}

function lastAtOrBefore(lag: EventData<"lag">, ms: number) {
  let low = 0;
  let high = lag.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lag[middle]?.t ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return lag[low - 1];
}

export const inFlightAt = (spans: readonly measure.Span[], ms: number): number =>
  spans.filter((span) => span.startMs <= ms && ms < span.endMs).length;

/** The first block that starts after a moment, round again from the beginning. */
export function nextBlock(blocks: readonly Block[], ms: number): Block | null {
  return blocks.find((block) => block.startMs > ms + 0.5) ?? blocks[0] ?? null;
}

/** Where a key moves the scrubber, or null when it is not one of its keys. */
export function moveMoment(
  { key, shift }: { key: string; shift: boolean },
  ms: number,
  { endMs, blocks }: { endMs: number; blocks: readonly Block[] },
): number | null {
  const step = shift ? 100 : 10;
  const clamp = (value: number) => Math.min(Math.max(Math.round(value), 0), Math.floor(endMs));
  if (key === "ArrowRight" || key === "ArrowUp") return clamp(ms + step);
  if (key === "ArrowLeft" || key === "ArrowDown") return clamp(ms - step);
  if (key === "PageUp") return clamp(ms + 100);
  if (key === "PageDown") return clamp(ms - 100);
  if (key === "Home") return 0;
  if (key === "End") return clamp(endMs);
  if (key.toLowerCase() === "b") {
    const block = nextBlock(blocks, ms);
    return block ? clamp(Math.ceil(block.startMs)) : null;
  }
  return null;
}
