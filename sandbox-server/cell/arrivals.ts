import { report } from "./channel.ts";
import { now } from "./clock.ts";
import { expecting } from "./expecting.ts";

const { setImmediate, setTimeout } = globalThis;

/** The work of one arrival; it is told its number, from 1. */
export type Work<T> = (id: number) => T | Promise<T>;

/**
 * Starts `work` n times at once, and waits for all. What each returned comes back in order;
 * the first that fails fails the whole.
 *
 * @example
 * const answers = await lab.fire(20, (id) => handle(id));
 */
export function fire<T>(n: number, work: Work<T>): Promise<T[]> {
  expecting(Number.isInteger(n) && n >= 0 && n <= 100_000, "lab.fire", "a whole number from 0 to 100000", n);
  arrived(now(), n);
  return Promise.all(Array.from({ length: n }, (_, index) => begin(work, index + 1)));
}

/**
 * Starts `work` so many times a second, evenly, for so many seconds, whether or not what came before is done;
 * callers do not wait for each other. Whoever should have come while the loop was blocked comes right after.
 *
 * @example
 * await lab.rate(100, 2, (id) => handle(id));
 */
export async function rate<T>(rps: number, seconds: number, work: Work<T>): Promise<T[]> {
  expecting(rps > 0 && rps <= 2_000, "lab.rate", "a rate above 0, at most 2000", rps);
  expecting(seconds > 0 && seconds <= 60, "lab.rate", "seconds above 0, at most 60", seconds);
  const count = Math.round(rps * seconds);
  const startMs = now();
  const dueMs = (index: number) => startMs + (index * 1_000) / rps;
  const all: Promise<T>[] = [];
  while (all.length < count) {
    const waitMs = dueMs(all.length) - now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    while (all.length < count && dueMs(all.length) <= now()) {
      arrived(dueMs(all.length), 1);
      all.push(begin(work, all.length + 1));
    }
  }
  return Promise.all(all);
}

/**
 * Each arrival is a callback of its own, as a request is: what one leaves to its promises is done before
 * the next begins. In one plain loop nobody would be answered until the last had begun.
 */
async function begin<T>(work: Work<T>, id: number): Promise<T> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  return work(id);
}

/** Told when it was asked for, which is not when the loop found the time: waiting counts from here. */
function arrived(t: number, value: number): void {
  report({ type: "metric", data: { t, name: "arrived", value } });
}
