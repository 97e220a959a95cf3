/**
 * What a recorded run shows at a moment: plain numbers out of its trace, small enough to send to the browser,
 * where the playhead reads them. No value is made up between two that were measured.
 */
export type Moments = {
  /** Time and lag of each sample, in time order. */
  lag: [number, number][];
  blocks: [startMs: number, endMs: number][];
  starts: number[];
  ends: number[];
  maxLagMs: number;
};

export type Reading = {
  lagMs: number | null;
  /** How long the loop has been blocked by then; null while it turns. */
  blockedMs: number | null;
  answered: number;
  notStarted: number;
  /** All work is answered. */
  done: boolean;
};

export function readingAt({ lag, blocks, starts, ends }: Moments, ms: number): Reading {
  const block = blocks.find(([start, end]) => start <= ms && ms < end);
  const answered = countUpTo(ends, ms);
  return {
    lagMs: lag.findLast(([t]) => t <= ms)?.[1] ?? null,
    blockedMs: block ? ms - block[0] : null,
    answered,
    notStarted: starts.length - countUpTo(starts, ms),
    done: answered === starts.length,
  };
}

const countUpTo = (times: readonly number[], ms: number) => times.filter((time) => time <= ms).length;
