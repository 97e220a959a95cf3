import type { Beat } from "./beats.ts";

/**
 * Turns beats into lag and blocks. Pure: times come in, findings go out.
 *
 * A beat that is late says that the loop did not turn. How long it was held is the gap between two beats
 * less what the loop idled in it, which is exact to a fraction of a millisecond whenever in the gap the block began.
 */

export type Span = { startMs: number; endMs: number };
export type Sample = { t: number; lagMs: number };
export type Block = Span & { id: number };

/** Below this an interval without a turn is no block (design.md). */
const blockMs = 10;
/** A block that lasts longer is told while it lasts. */
const openMs = 50;
/** Timers are late by this much on a loop that nothing holds. */
export const slackMs = 3;

type Gap = { from: Beat; to: Beat; id: number | null };

/** All times in milliseconds on one clock. */
export class Watch {
  #last: Beat;
  /** The newest gap; it is judged once a beat shows that the loop has turned since. */
  #gap: Gap | null = null;
  /** The number of the block that was told while it lasted. */
  #open: number | null = null;
  #own: Span[] = [];
  #blocks = 0;

  constructor(zero: Beat) {
    this.#last = zero;
  }

  get lastBeat(): Beat {
    return this.#last;
  }

  /** Time the instrument itself has taken from the loop: no doing of the learner's. */
  discount(own: Span): void {
    this.#own.push(own);
    if (this.#own.length > 16) this.#own.shift();
  }

  /** A beat came: the block before the newest gap's beginning, if that was one. */
  beat(beat: Beat): Block | null {
    // Timers of one turn may beat between two callbacks; the loop has not turned for that.
    const stayed = this.#gap !== null && beat.turns === this.#last.turns;
    const ended = stayed ? null : this.#judge();
    this.#gap = { from: this.#gap?.from ?? this.#last, to: beat, id: this.#gap?.id ?? this.#open };
    this.#last = beat;
    this.#open = null;
    return ended;
  }

  /** No beat comes any more: the block the run ended in, if it did. */
  end(): Block | null {
    return this.#judge();
  }

  /** How late the loop is now. */
  lag(nowMs: number): number {
    return Math.max(0, this.#heldSince(nowMs) - this.#last.periodMs);
  }

  /** How late the newest beat came, if it was late at all. */
  peak(): Sample | null {
    if (!this.#gap) return null;
    const { from, to } = this.#gap;
    const lagMs = to.atMs - from.atMs - from.periodMs - this.#ownIn(from.atMs, to.atMs);
    return lagMs > slackMs ? { t: to.atMs, lagMs } : null;
  }

  /**
   * Whether what is lasting has lasted long enough to be told and was not. `idleMs` is what the loop has idled
   * since the last beat, as far as known.
   */
  mayOpen(nowMs: number, idleMs: number): boolean {
    return this.#open === null && this.#heldSince(nowMs) - idleMs >= openMs;
  }

  open(nowMs: number, idleMs: number): Block {
    this.#open = ++this.#blocks;
    return { id: this.#open, startMs: this.#last.atMs + idleMs, endMs: nowMs };
  }

  #judge(): Block | null {
    const gap = this.#gap;
    this.#gap = null;
    if (!gap) return null;
    const gapMs = gap.to.atMs - gap.from.atMs;
    const idleMs = gap.to.idleMs - gap.from.idleMs;
    const heldMs = Math.max(0, gapMs - idleMs - this.#ownIn(gap.from.atMs, gap.to.atMs));
    if (gap.id === null && (gapMs <= gap.from.periodMs + slackMs || heldMs < blockMs)) return null;
    return { id: gap.id ?? ++this.#blocks, startMs: gap.to.atMs - heldMs, endMs: gap.to.atMs };
  }

  #heldSince(nowMs: number): number {
    return nowMs - this.#last.atMs - this.#ownIn(this.#last.atMs, nowMs);
  }

  #ownIn(startMs: number, endMs: number): number {
    let sum = 0;
    for (const own of this.#own) {
      sum += Math.max(0, Math.min(own.endMs, endMs) - Math.max(own.startMs, startMs));
    }
    return sum;
  }
}
