import fs from "node:fs";
import type { LaneBook, Row } from "../lanes/book.ts";
import { type Account, accountOf, nameOf, sleepsIn, stateOf, threads } from "./tasks.ts";

/**
 * Draws libuv's pool, one row a thread, as the kernel sees it: on a core or waiting for one. What waits for the
 * disk or for a name is seen by the canary: when the smallest of jobs has to queue, every thread has one.
 *
 * Nothing of this touches the pool before the learner does: its size is fixed by its first use.
 */

/** As good as all of the time between two samples. */
const all = 0.8;
/** Less on a core was the canary. */
const leastMs = 0.2;
const pieceMs = 1;
/** A job that did not get its turn in this time, while no thread lay asleep, is queued. */
const queuedMs = 10;
/** How often new threads are looked for and the canary is sent. */
const rareMs = 20;
const poolName = "libuv-worker";

type Thread = { id: string; row: Row; account: Account };

export class Pool {
  readonly #book: LaneBook;
  readonly #threads: Thread[] = [];
  /** Threads that are none of the pool's, and how often they have been asked: one gets its name after it starts. */
  readonly #others = new Map<string, number>();
  #sampledMs = 0;
  #foundMs = Number.NEGATIVE_INFINITY;
  #canaryMs: number | null = null;

  constructor(book: LaneBook) {
    this.#book = book;
  }

  /** `t` and all else in milliseconds since zero. */
  sample(t: number): void {
    const late = this.#canaryMs !== null && t - this.#canaryMs >= queuedMs;
    const queued = late && !this.#threads.some(({ id }) => sleepsIn(id).startsWith("futex"));
    for (const thread of this.#threads) this.#draw(thread, t, queued);
    this.#sampledMs = t;
    if (t - this.#foundMs < rareMs) return;
    this.#foundMs = t;
    if (this.#threads.length > 0 && this.#canaryMs === null) this.#send(t);
    this.#find(t);
  }

  #draw(thread: Thread, t: number, queued: boolean): void {
    const account = accountOf(thread.id);
    const passedMs = t - this.#sampledMs;
    const ranMs = account.ranMs - thread.account.ranMs;
    // In line for a core is at work, as far as the pool goes.
    const busyMs = Math.min(passedMs, ranMs + account.waitedMs - thread.account.waitedMs);
    thread.account = account;
    const state = stateOf(thread.id);
    // In line for a core for the whole time, it has no account of it yet.
    const goesOn = thread.row.writtenMs === this.#sampledMs && state === "R";
    if (queued || goesOn || state === "D" || (busyMs >= passedMs * all && ranMs >= leastMs)) {
      this.#book.draw(thread.row, "pool", this.#sampledMs, t);
    } else if (ranMs >= pieceMs) this.#book.draw(thread.row, "pool", t - busyMs, t);
  }

  /** Threads that came since, with what they did before they were seen. */
  #find(t: number): void {
    for (const id of threads()) {
      const asked = this.#others.get(id) ?? 0;
      if (asked >= 3 || this.#threads.some((thread) => thread.id === id)) continue;
      if (nameOf(id) !== poolName) {
        this.#others.set(id, asked + 1);
        continue;
      }
      const row = this.#book.track(`pool ${this.#threads.length + 1}`, null);
      const account = accountOf(id);
      this.#threads.push({ id, row, account });
      if (account.ranMs >= pieceMs) this.#book.draw(row, "pool", Math.max(0, t - account.ranMs - account.waitedMs), t);
    }
  }

  #send(t: number): void {
    this.#canaryMs = t;
    fs.stat("/", () => {
      this.#canaryMs = null;
    });
  }
}
