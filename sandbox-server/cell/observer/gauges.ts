import type { EventData } from "#protocol";
import type { Beat } from "./beats.ts";

/** What the process uses, a few times a second: memory, how busy its loop is, what collecting garbage took. */

const everyMs = 250;
const mb = 1 << 20;

type Metric = EventData<"metric">;

export class Gauges {
  readonly #send: (metric: Metric) => void;
  #sentMs = 0;
  #from: Beat;
  #gcMs = 0;

  constructor(zero: Beat, send: (metric: Metric) => void) {
    this.#from = zero;
    this.#send = send;
  }

  /** Pauses the profiler has seen. */
  addGc(ms: number): void {
    this.#gcMs += ms;
  }

  sendIfDue(t: number, nowMs: number, last: Beat, heapBytes: number): void {
    if (t - this.#sentMs >= everyMs) this.send(t, nowMs, last, heapBytes);
  }

  /** The loop counts as busy since its `last` beat: an idle one would have beaten again. */
  send(t: number, nowMs: number, last: Beat, heapBytes: number): void {
    const passedMs = nowMs - this.#from.atMs;
    const idleMs = last.idleMs - this.#from.idleMs;
    this.#sentMs = t;
    this.#from = { ...last, atMs: nowMs };
    this.#send({ t, name: "rssMb", value: round(process.memoryUsage.rss() / mb) });
    this.#send({ t, name: "heapMb", value: round(heapBytes / mb) });
    if (passedMs > 0) this.#send({ t, name: "elu", value: round(Math.min(1, Math.max(0, 1 - idleMs / passedMs))) });
    if (this.#gcMs > 0) this.#send({ t, name: "gcMs", value: round(this.#gcMs) });
  }
}

const round = (value: number) => Math.round(value * 1e3) / 1e3;
