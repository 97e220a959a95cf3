import type { Profiler } from "node:inspector";
import { type Blame, blame, isSettled, nobody } from "./blame.ts";
import type { Frames } from "./frames.ts";
import type { Look, MainLoop } from "./main-loop.ts";
import { readProfiles } from "./profile.ts";
import type { Span } from "./watch.ts";

/** Gathers what is to be known of the lines that hold the loop: looks while it lasts, the profiler's word after. */

type Options = {
  loop: MainLoop;
  frames: Frames;
  now: () => number;
  /** Whether the profiler has been at work since time zero. */
  prepared: boolean;
  /** Time the profiler's start took from the main thread. */
  onOwn: (own: Span) => void;
  onWindow: (window: Profiler.Profile) => void;
};

/** How long until the next look: each costs the learner about 0.1 ms, so the longer it lasts the rarer they are. */
const untilNext = (lastedMs: number) => Math.max(5, lastedMs / 20);
/** A loop held for a minute leaves 150. */
const maxLooks = 300;
/** A window of the profiler grows with time and has to be read at once. */
const windowMs = 1_000;
/** Blocks in quick succession share a window: one costs the main thread 0.4 ms. */
const turnMs = 40;
/** Whoever waits for a witness that main cannot answer, held again by native code, goes without. */
const patienceMs = 300;
/** While it lasts a block is told once: with its line, if the first look at it is answered within this time. */
const glanceMs = 60;

export class Witness {
  readonly #loop: MainLoop;
  readonly #frames: Frames;
  readonly #now: () => number;
  readonly #onOwn: (own: Span) => void;
  readonly #onWindow: (window: Profiler.Profile) => void;
  #looks: Look[] = [];
  #looking: Promise<void> | null = null;
  #askedMs = 0;
  #profiler: "off" | "starting" | "on";
  #windows: Profiler.Profile[] = [];
  #turning: Promise<void> | null = null;
  #turnedMs = 0;
  readonly #hurry = Promise.withResolvers<void>();

  constructor({ loop, frames, now, prepared, onOwn, onWindow }: Options) {
    this.#loop = loop;
    this.#frames = frames;
    this.#now = now;
    this.#onOwn = onOwn;
    this.#onWindow = onWindow;
    this.#profiler = prepared ? "on" : "off";
  }

  /** Its own work is delaying the loop: what is late now is nobody's fault. */
  get isDisturbing(): boolean {
    return this.#profiler === "starting";
  }

  /** The loop has been held since that time. */
  held(sinceMs: number): void {
    const lastMs = this.#looks.at(-1)?.atMs ?? 0;
    const now = this.#now();
    if (this.#looking || this.isDisturbing || now - lastMs < untilNext(now - sinceMs)) return;
    this.#askedMs = now;
    this.#looking = this.#look();
  }

  /** The loop turns: a good time for what takes some of its. */
  free(): void {
    if (this.#profiler === "off") void this.#prepare();
    else if (this.#profiler === "on" && this.#now() - this.#turnedMs >= windowMs) void this.#turn();
  }

  /** A look is under way that may yet be answered in time. */
  get isLooking(): boolean {
    return this.#looking !== null && this.#now() - this.#askedMs < glanceMs;
  }

  /** The newest look since that time. */
  lookSince(ms: number): Look | undefined {
    const look = this.#looks.at(-1);
    return look && look.atMs >= ms ? look : undefined;
  }

  /** While it lasts: what the looks say so far. */
  suspect(block: Span): Blame {
    return blame(block, this.#looksIn(block), null, this.#frames);
  }

  /** When it is over. */
  async blame(block: Span): Promise<Blame> {
    // Asked for inside native code, a look comes with its end.
    if (this.#looking) await this.#within(this.#looking);
    if (this.#profiler !== "on" || isSettled(block, this.#looksIn(block), this.#frames)) return this.suspect(block);
    await this.#within(this.#turnAfter(block.endMs));
    const windows = this.#windows.filter((window) => endOf(window) > block.startMs && startOf(window) < block.endMs);
    return blame(block, this.#looksIn(block), readProfiles(windows, block, this.#frames), this.#frames);
  }

  /** The program has ended: whoever still waits is answered at once. */
  hurry(): void {
    this.#hurry.resolve();
  }

  async #look(): Promise<void> {
    try {
      this.#looks.push(await this.#loop.look());
      if (this.#looks.length > maxLooks) this.#looks.splice(0, maxLooks / 2);
    } finally {
      this.#looking = null;
    }
  }

  async #prepare(): Promise<void> {
    this.#profiler = "starting";
    const [before, , , after] = await Promise.all([
      this.#loop.look(),
      this.#loop.prepareProfiler(),
      this.#loop.turnWindow(),
      this.#loop.look(),
    ]);
    this.#onOwn({ startMs: before.atMs, endMs: after.atMs });
    this.#turnedMs = after.atMs;
    this.#profiler = "on";
  }

  /** Turns so that a window holds that moment; the turn that is under way may have come before it. */
  async #turnAfter(ms: number): Promise<void> {
    await this.#turning;
    if (this.#windows.some((window) => endOf(window) >= ms)) return;
    const waitMs = this.#turnedMs + turnMs - this.#now();
    if (waitMs > 0) await Promise.race([sleep(waitMs), this.#hurry.promise]);
    await this.#turn();
  }

  #turn(): Promise<void> {
    this.#turning ??= this.#loop
      .turnWindow()
      .then((window) => {
        if (window) this.#keep(window);
        this.#turnedMs = this.#now();
      })
      .finally(() => {
        this.#turning = null;
      });
    return this.#turning;
  }

  #keep(window: Profiler.Profile): void {
    this.#windows = [...this.#windows.slice(-3), window];
    this.#onWindow(window);
  }

  #looksIn({ startMs, endMs }: Span): Look[] {
    return this.#looks.filter(({ atMs, askedMs }) => atMs >= startMs && askedMs <= endMs);
  }

  /** Whatever comes of it. */
  async #within(answer: Promise<void>): Promise<void> {
    await Promise.race([answer.catch(() => {}), sleep(patienceMs)]);
  }
}

/** Where no lines are wanted. */
export const blind = {
  isDisturbing: false,
  isLooking: false,
  held() {},
  free() {},
  lookSince: () => undefined,
  suspect: () => nobody,
  blame: async () => nobody,
  hurry() {},
} satisfies Record<keyof Witness, unknown>;

const startOf = (window: Profiler.Profile) => window.startTime / 1e3;
const endOf = (window: Profiler.Profile) => window.endTime / 1e3;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
