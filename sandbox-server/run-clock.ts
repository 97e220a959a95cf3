/**
 * A run's own clock: zero is just before the learner's first statement, and it stops when the run does.
 * All in ms of the system's monotonic clock, which server and cell share.
 */
export class RunClock {
  readonly handedOverAt = monotonicMs();
  #zeroAt: number | null = null;
  #stoppedAt: number | null = null;

  get begun(): boolean {
    return this.#zeroAt !== null;
  }

  get stopped(): boolean {
    return this.#stoppedAt !== null;
  }

  /** On the run's clock; 0 until it has begun. */
  get now(): number {
    if (this.#zeroAt === null) return 0;
    return round(Math.max(0, (this.#stoppedAt ?? monotonicMs()) - this.#zeroAt));
  }

  get sinceHandOver(): number {
    return monotonicMs() - this.handedOverAt;
  }

  /** The cell says when it was, and can only mean a moment between its hand-over and now. */
  zero(atMs: number): void {
    this.#zeroAt = Math.min(Math.max(atMs, this.handedOverAt), monotonicMs());
  }

  /** False when it had stopped before. */
  stop(): boolean {
    if (this.stopped) return false;
    this.#stoppedAt = monotonicMs();
    return true;
  }
}

const monotonicMs = () => Number(process.hrtime.bigint()) / 1e6;
const round = (ms: number) => Math.round(ms * 100) / 100;
