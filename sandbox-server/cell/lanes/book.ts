import type { EventData, Slice, SliceKind } from "#protocol";

/**
 * The book of lanes: who runs on the loop, who waits, since when. Pure: times come in, what is to be told goes out.
 * It is written to only when one lane takes another's place, so a thousand awaits in one lane are one slice.
 */

export type Place = { file: string; line: number };
type LaneEvent = EventData<"lane">;

/** What is drawn as one line: spans of one label, one after the other. */
export type Row = {
  readonly id: number;
  readonly label: string;
  place: Place | null;
  /** Where its newest span began, up to where it is written, and up to where told. */
  startMs: number;
  writtenMs: number;
  toldMs: number;
  pending: Slice[];
  isOpen: boolean;
};

/** One span, while it lasts. */
export type Lane = { readonly row: Row; ended: boolean };

/** Idling shorter than this parts nothing. */
const idledMs = 0.05;
/** A span that follows another in its row is told to begin so much later that they are not taken for one (protocol/measure.ts). */
const apartMs = 0.06;
/** Pieces of a thread's work that lie closer than this are one: they are sampled. */
const joinMs = 1;
/** What goes on is told although it does: after so long, then whenever it has grown by a third. */
const tellMs = 100;
const growth = 4;
/** A row holds no more between two tellings (`maxReportBytes` in channel.ts). */
const maxPending = 800;
/**
 * How many events lanes may use of a run's 20 000: so many at once, then so many a second. Rows that have to
 * wait are told in fewer and larger pieces.
 */
const burst = 3_000;
const perSecond = 100;
/** Slices shorter than this are counted to their neighbour; the more have been told, the longer that is. */
const grains = [
  { told: 0, ms: 0.05 },
  { told: 8_000, ms: 0.5 },
  { told: 16_000, ms: 2 },
  { told: 24_000, ms: 10 },
  { told: 32_000, ms: Number.POSITIVE_INFINITY },
] as const;
/** What a run's telemetry bears beside all else: 2 MiB. */
const maxSlices = 60_000;

export class LaneBook {
  readonly #newId: () => number;
  readonly #rows = new Set<Row>();
  /** Rows without a span, by label, the lowest first. */
  readonly #free = new Map<string, Row[]>();
  #current: Lane | null = null;
  #idleMs = 0;
  #told = 0;
  #grainMs: number = grains[0].ms;
  #tokens = burst;
  #tokensMs = 0;

  constructor(newId: () => number) {
    this.#newId = newId;
  }

  /** Whom the loop runs for. */
  get current(): Lane | null {
    return this.#current;
  }

  /** As much has been told as a run bears; nothing more will be. */
  get isSpent(): boolean {
    return this.#told >= maxSlices;
  }

  /** A label that is free again goes on in its old row; one that is still open gets a second. */
  open(label: string, t: number, place: Place | null): Lane {
    const row = this.#freeRow(label, t) ?? this.#newRow(label);
    row.place ??= place;
    row.startMs = Math.max(t, row.writtenMs + apartMs);
    row.writtenMs = row.startMs;
    row.isOpen = true;
    this.#rows.add(row);
    return { row, ended: false };
  }

  close(lane: Lane, t: number): void {
    if (lane.ended) return;
    if (this.#current === lane) {
      this.write(lane, "run", t);
      this.#current = null;
    }
    this.write(lane, "wait", t);
    const { row } = lane;
    // What took no time still happened.
    if (row.writtenMs === row.startMs) this.write(lane, "run", row.startMs + 0.001);
    lane.ended = true;
    row.isOpen = false;
    const free = this.#free.get(row.label) ?? [];
    const after = free.findIndex(({ id }) => id > row.id);
    free.splice(after < 0 ? free.length : after, 0, row);
    this.#free.set(row.label, free);
  }

  /**
   * From now on the loop runs for this lane, or for none. `idleMs` is how long it has ever idled: where it has
   * since the last time, it did just before this, and the lane before had left it then.
   */
  enter(lane: Lane | null, t: number, idleMs: number): void {
    const next = lane?.ended ? null : lane;
    const idled = idleMs - this.#idleMs;
    this.#idleMs = idleMs;
    if (next === this.#current && idled < idledMs) return;
    if (this.#current) this.write(this.#current, "run", t - idled);
    if (next) this.write(next, "wait", t);
    this.#current = next;
  }

  /** Whether `enter` would find nothing new; asked for every callback. */
  goesOn(lane: Lane | null, idleMs: number): boolean {
    return lane === this.#current && idleMs - this.#idleMs < idledMs;
  }

  /** What a lane has done up to this time. */
  write({ row, ended }: Lane, kind: SliceKind, t: number): void {
    if (ended || t <= row.writtenMs) return;
    const last = row.pending.at(-1);
    if (!last || last[1] !== row.writtenMs) {
      row.pending.push([row.writtenMs, t, kind]);
    } else if (last[2] === kind || t - last[1] < this.#grainMs || row.pending.length >= maxPending) {
      last[1] = t;
    } else if (last[1] - last[0] < this.#grainMs) {
      last[1] = t;
      last[2] = kind;
    } else {
      row.pending.push([last[1], t, kind]);
    }
    row.writtenMs = t;
  }

  /** The row of a thread, whose work no callback shows. */
  track(label: string, place: Place | null): Row {
    return { ...this.#newRow(label), place };
  }

  /** A piece of a thread's work; what lies between two pieces is told as nothing. */
  draw(row: Row, kind: SliceKind, from: number, to: number): void {
    const goesOn = from - row.writtenMs < joinMs;
    const last = row.pending.at(-1);
    if (last && (goesOn || row.pending.length >= maxPending)) last[1] = to;
    else row.pending.push([goesOn ? row.writtenMs : from, to, kind]);
    row.writtenMs = to;
    this.#rows.add(row);
  }

  /** What is to be told now; at the `end` of it all, everything. */
  take(t: number, end = false): LaneEvent[] {
    this.#tokens = Math.min(burst, this.#tokens + ((t - this.#tokensMs) / 1e3) * perSecond);
    this.#tokensMs = t;
    const events: LaneEvent[] = [];
    for (const row of [...this.#rows]) {
      if (events.length >= (end ? burst : this.#tokens)) break;
      if (row.isOpen && !end && !isDue(row, t)) continue;
      if (row.isOpen) this.#goesOn(row, t);
      if (row.pending.length > 0 && !this.isSpent) events.push(this.#tell(row));
      // Whoever was told goes to the back.
      this.#rows.delete(row);
      if (row.isOpen) this.#rows.add(row);
    }
    this.#tokens -= events.length;
    return events;
  }

  #goesOn(row: Row, t: number): void {
    const kind = this.#current?.row === row ? "run" : "wait";
    this.write({ row, ended: false }, kind, t);
  }

  #tell(row: Row): LaneEvent {
    const slices = row.pending.splice(0, maxPending).map(([from, to, kind]): Slice => [round(from), round(to), kind]);
    row.toldMs = row.writtenMs;
    this.#told += slices.length;
    this.#grainMs = grains.findLast(({ told }) => this.#told >= told)?.ms ?? 0;
    return { lane: row.id, label: row.label, ...(row.place ?? {}), slices };
  }

  /** One that lies free at that time: a span may be told of after it was over. */
  #freeRow(label: string, t: number): Row | undefined {
    const free = this.#free.get(label) ?? [];
    const at = free.findIndex(({ writtenMs }) => writtenMs <= t);
    return at < 0 ? undefined : free.splice(at, 1)[0];
  }

  #newRow(label: string): Row {
    const id = this.#newId();
    return { id, label, place: null, startMs: 0, writtenMs: -joinMs, toldMs: 0, pending: [], isOpen: false };
  }
}

/** A row with finished spans waits no longer than one that goes on. */
const isDue = ({ toldMs, startMs, pending: [first] }: Row, t: number) =>
  t - (first?.[0] ?? Math.max(toldMs, startMs)) >= Math.max(tellMs, (t - startMs) / growth);

/** To a microsecond, so that slices that touch still do. */
const round = (ms: number) => Math.round(ms * 1e3) / 1e3;
