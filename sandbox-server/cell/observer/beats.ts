/**
 * The heartbeat of the main loop, in memory both threads see: every few milliseconds the loop itself writes down
 * the time, how long it has idled so far and how often it has turned. The observer reads; nobody waits.
 */

/**
 * How far beats lie apart. Where the loop idles between them its idle time dates what comes after to the microsecond,
 * and more would only wake it; where it does not, only the beats themselves do.
 */
export const quietMs = 5;
export const busyMs = 2;

export type Beat = {
  /** On the system's monotonic clock. */
  atMs: number;
  /** How long the loop has waited for events, all in all. */
  idleMs: number;
  turns: number;
  /** When the next is due: so long after this. */
  periodMs: number;
};

const fields = 4;
/** At least four seconds of beats: an observer that was kept from running that long has missed worse. */
const slots = 4_096;

/** How far the run is; each step is taken once, in this order. */
export const stage = { cold: 0, armed: 1, begun: 2, endedNaturally: 3, exited: 4, told: 5 } as const;
const control = { stage: 0, beats: 1 } as const;
const headerBytes = 64;

export const beatBytes = headerBytes + slots * fields * 8;

export class Beats {
  readonly #control: Int32Array<SharedArrayBuffer>;
  readonly #heap: Float64Array<SharedArrayBuffer>;
  readonly #ring: Float64Array<SharedArrayBuffer>;
  #read = 0;

  constructor(memory: SharedArrayBuffer) {
    this.#control = new Int32Array(memory, 0, 2);
    this.#heap = new Float64Array(memory, 8, 1);
    this.#ring = new Float64Array(memory, headerBytes);
  }

  /** The writer's side. */
  write(atMs: number, idleMs: number, turns: number, periodMs: number): void {
    const count = load(this.#control, control.beats);
    const at = (count % slots) * fields;
    this.#ring[at] = atMs;
    this.#ring[at + 1] = idleMs;
    this.#ring[at + 2] = turns;
    this.#ring[at + 3] = periodMs;
    store(this.#control, control.beats, count + 1);
  }

  /** The reader's side: the beats since the last call, in order, or the first so many of them. */
  take(most = slots): Beat[] {
    const count = Math.min(load(this.#control, control.beats), this.#read + most);
    const taken: Beat[] = [];
    for (let n = Math.max(this.#read, count - slots + 1); n < count; n++) {
      const at = (n % slots) * fields;
      const [atMs = 0, idleMs = 0, turns = 0, periodMs = 0] = this.#ring.subarray(at, at + fields);
      taken.push({ atMs, idleMs, turns, periodMs });
    }
    this.#read = count;
    return taken;
  }

  /** What the main thread's heap held when it last looked. */
  get heapBytes(): number {
    return this.#heap[0] as number;
  }

  set heapBytes(bytes: number) {
    this.#heap[0] = bytes;
  }

  get stage(): number {
    return load(this.#control, control.stage);
  }

  reach(next: number): void {
    store(this.#control, control.stage, next);
    notify(this.#control, control.stage);
  }

  /** The one step that two threads may take at once. */
  arm(): void {
    compareExchange(this.#control, control.stage, stage.cold, stage.armed);
    notify(this.#control, control.stage);
  }

  /** Blocks the calling thread while the stage is this one, but no longer than so. */
  waitWhile(current: number, ms: number): void {
    wait(this.#control, control.stage, current, ms);
  }

  /** Resolves when the run has come so far, without a timer. */
  async reached(wanted: number): Promise<void> {
    for (let now = this.stage; now < wanted; now = this.stage) {
      await waitAsync(this.#control, control.stage, now).value;
    }
  }
}

// Captured: the learner may patch what he finds.
const { compareExchange, load, notify, store, wait, waitAsync } = Atomics;
