import { expecting } from "./expecting.ts";

/** Time that passes only when it is told to: a day of waiting in a millisecond, the same every time. */
export type VirtualClock = {
  /** Milliseconds since the clock was made. */
  now(): number;
  /** Resolves when the clock has come that far. */
  sleep(ms: number): Promise<void>;
  /** Calls `work` when the clock stands at `ms`. */
  at(ms: number, work: () => unknown): void;
  /** Lets so much time pass: whoever waits wakes at the right moment, in order, and runs as far as it can. */
  advance(ms: number): Promise<void>;
};

type Waiter = { atMs: number; wake: () => unknown };

const { setImmediate } = globalThis;
const turnOfTheLoop = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * A virtual clock.
 *
 * @example
 * const clock = lab.clock();
 * clock.at(900, () => limiter.take(clock.now()));
 * await clock.advance(1_000);
 */
export function clock(): VirtualClock {
  let nowMs = 0;
  const waiting: Waiter[] = [];

  function wait(atMs: number, wake: () => unknown): void {
    // Behind all that are due no later: who came first wakes first.
    const index = waiting.findIndex((other) => other.atMs > atMs);
    waiting.splice(index < 0 ? waiting.length : index, 0, { atMs, wake });
  }

  return {
    now: () => nowMs,
    sleep(ms) {
      expecting(ms >= 0, "clock.sleep", "milliseconds from 0", ms);
      return new Promise((resolve) => wait(nowMs + ms, () => resolve()));
    },
    at(ms, work) {
      expecting(ms >= nowMs, "clock.at", `a moment from ${nowMs} on`, ms);
      wait(ms, work);
    },
    async advance(ms) {
      expecting(ms >= 0, "clock.advance", "milliseconds from 0", ms);
      const untilMs = nowMs + ms;
      // Whatever was just started gets to its first sleep before time passes.
      await turnOfTheLoop();
      for (let next = waiting[0]; next && next.atMs <= untilMs; next = waiting[0]) {
        waiting.shift();
        nowMs = next.atMs;
        next.wake();
        await turnOfTheLoop();
      }
      nowMs = untilMs;
    },
  };
}
