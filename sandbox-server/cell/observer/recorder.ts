import type { EventData } from "#protocol";
import type { Report } from "../../cells/wire.ts";
import type { Beat, Beats } from "./beats.ts";
import type { Blame } from "./blame.ts";
import { LagBatches } from "./lag-batches.ts";
import { type Block, slackMs, Watch } from "./watch.ts";
import type { Witness } from "./witness.ts";

/** Puts together what the observer sees: lag as it grows, and each block with the line that caused it. */

type Options = {
  beats: Pick<Beats, "take">;
  zero: Beat;
  witness: (watch: Watch) => Pick<Witness, keyof Witness>;
  now: () => number;
  /** Whether the main thread waits for events: then it is late, but nothing holds it. */
  isWaiting: () => boolean;
  report: (record: Report) => boolean;
};

/** A loop that is always held would spend a run's telemetry on blocks; from here on only long ones are told. */
const maxBlocks = 3_000;
const longMs = 50;

export class Recorder {
  readonly #beats: Options["beats"];
  readonly #now: () => number;
  readonly #isWaiting: () => boolean;
  readonly #report: Options["report"];
  readonly #zero: Beat;
  readonly #watch: Watch;
  readonly #lag: LagBatches;
  readonly #witness: Pick<Witness, keyof Witness>;
  /** Blocks are told in the order they ended, however long each waits for its line. */
  #told: Promise<void> = Promise.resolve();

  constructor({ beats, zero, witness, now, isWaiting, report }: Options) {
    this.#beats = beats;
    this.#now = now;
    this.#isWaiting = isWaiting;
    this.#report = report;
    this.#zero = zero;
    this.#watch = new Watch(zero);
    this.#lag = new LagBatches(zero, (data) => report({ type: "lag", data }));
    this.#witness = witness(this.#watch);
  }

  get lastBeat(): Beat {
    return this.#watch.lastBeat;
  }

  tick(nowMs: number): void {
    this.#takeBeats();
    const { atMs, turns, idleMs, periodMs } = this.#watch.lastBeat;
    const t = this.#t(nowMs);
    if (!this.#witness.isDisturbing && this.#lag.isDue(t)) this.#lag.add(t, round(this.#watch.lag(nowMs)));
    this.#lag.sendIfDue(t, this.#watch.lastBeat);

    if (nowMs - atMs < periodMs + slackMs) {
      // Before its first turn the loop may be held although it beat at time zero.
      if (turns > this.#zero.turns) this.#witness.free();
      return;
    }
    this.#witness.held(atMs);
    if (this.#witness.isDisturbing) return;
    const look = this.#witness.lookSince(atMs);
    if (!look && this.#witness.isLooking) return;
    const idledMs = look ? look.idleMs - idleMs : 0;
    if (!this.#watch.mayOpen(nowMs, idledMs) || this.#isWaiting()) return;
    const block = this.#watch.open(nowMs, idledMs);
    this.#tell(block, "open", this.#witness.suspect(block));
  }

  /** `cut`: the program ended from within its last block. */
  async end(cut: boolean): Promise<void> {
    this.#witness.hurry();
    // The very last of them may have been taken by a tick.
    this.#takeBeats();
    const last = this.#watch.end();
    if (last) this.#ended(last, cut ? "cut" : "closed");
    this.#lag.add(this.#t(this.lastBeat.atMs), 0);
    this.#lag.send(this.#t(this.#now()), this.lastBeat);
    await this.#told;
  }

  #takeBeats(): void {
    for (const beat of this.#beats.take()) {
      const block = this.#watch.beat(beat);
      const peak = this.#watch.peak();
      if (peak) this.#lag.add(this.#t(peak.t), round(peak.lagMs));
      if (block) this.#ended(block, "closed");
    }
  }

  #ended(block: Block, state: "closed" | "cut"): void {
    const blame = this.#witness.blame(block);
    this.#told = this.#told.then(async () => this.#tell(block, state, await blame));
  }

  #tell({ id, startMs, endMs }: Block, state: EventData<"block">["state"], { file, line, fn, stack }: Blame): void {
    if (id > maxBlocks && endMs - startMs < longMs) return;
    const data = { id, state, startMs: this.#t(startMs), durationMs: round(endMs - startMs), file, line, fn, stack };
    this.#report({ type: "block", data });
  }

  #t(atMs: number): number {
    return round(Math.max(0, atMs - this.#zero.atMs));
  }
}

/** To a microsecond. */
const round = (ms: number) => Math.round(ms * 1e3) / 1e3;
