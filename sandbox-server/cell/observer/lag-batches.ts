import type { EventData } from "#protocol";
import type { Beat } from "./beats.ts";

/** Gathers samples of lag and sends them in batches, each with how busy the loop has been since the last. */

/** How far samples lie apart, and batches: half of what the contract allows, for a thread may be late itself. */
const sampleMs = 10;
const batchMs = 50;

export class LagBatches {
  readonly #send: (batch: EventData<"lag">) => void;
  #samples: EventData<"lag"> = [];
  #sampledMs = 0;
  #sentMs = 0;
  #from: Beat;

  constructor(zero: Beat, send: (batch: EventData<"lag">) => void) {
    this.#from = zero;
    this.#send = send;
  }

  isDue(t: number): boolean {
    return t - this.#sampledMs >= sampleMs;
  }

  add(t: number, lagMs: number): void {
    this.#sampledMs = t;
    this.#samples.push({ t, lagMs });
  }

  /** `to` is the newest beat. */
  sendIfDue(t: number, to: Beat): void {
    if (t - this.#sentMs >= batchMs) this.send(t, to);
  }

  send(t: number, to: Beat): void {
    const last = this.#samples.at(-1);
    if (!last) return;
    const passedMs = to.atMs - this.#from.atMs;
    if (passedMs > 0) {
      const idle = (to.idleMs - this.#from.idleMs) / passedMs;
      last.elu = Math.round(Math.min(1, Math.max(0, 1 - idle)) * 1e3) / 1e3;
      this.#from = to;
    }
    this.#send(this.#samples);
    this.#samples = [];
    this.#sentMs = t;
  }
}
