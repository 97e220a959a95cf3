import { type Slice, type SliceKind, serviceLanes } from "#protocol";
import type { Counted } from "../reports.ts";
import type { Backend, Look } from "./look.ts";

/**
 * Turns what a service says of itself into a run's events: a metric where a number has changed, and for each
 * connection a lane: `run` while a query is worked on, `wait` while it waits for a lock, labelled with whose. Looks
 * are 50 ms apart, but a query's own times are exact: only of several between two looks all but the last are lost.
 */

type Lane = {
  label: string;
  slices: Slice[];
  writtenMs: number;
  /** When it was last seen working and not seen done: waiting, and on whom. */
  at: { kind: SliceKind; label: string } | null;
};

/** Told this often; where there are many, less often, as all must fit into a run's events. */
const tellEveryMs = 250;
const perLaneMs = 10;
/** Spans are told apart by their gaps (measure.ts), and one with another label is another span. */
const apartMs = 0.1;

export class Activity {
  readonly #lanes = new Map<number, Lane>();
  readonly #metrics = new Map<string, number>();
  /** From a time of day to the run's clock. */
  readonly #toRun: (epochMs: number) => number;
  readonly #draws: boolean;
  #toldMs = 0;

  constructor(toRun: (epochMs: number) => number, draws: boolean) {
    this.#toRun = toRun;
    this.#draws = draws;
  }

  see({ metrics, backends }: Look, now: number): Counted[] {
    const events: Counted[] = [];
    for (const [name, value] of Object.entries(metrics)) {
      if (this.#metrics.get(name) === value) continue;
      this.#metrics.set(name, value);
      events.push({ type: "metric", data: { t: now, name, value } });
    }
    if (!this.#draws) return events;
    for (const backend of backends) events.push(...this.#draw(backend, now));
    if (now - this.#toldMs >= Math.max(tellEveryMs, this.#lanes.size * perLaneMs)) events.push(...this.tell(now));
    return events;
  }

  /** All that was drawn and not told yet. */
  tell(now: number): Counted[] {
    this.#toldMs = now;
    return [...this.#lanes].flatMap(([pid, lane]) => this.#take(pid, lane));
  }

  #draw({ pid, active, queryAt, changedAt, waits }: Backend, now: number): Counted[] {
    const name = `postgres ${pid}`;
    const lane = this.#lanes.get(pid) ?? { label: name, slices: [], writtenMs: 0, at: null };
    this.#lanes.set(pid, lane);
    const events: Counted[] = [];
    const write = (from: number, to: number, kind: SliceKind, label: string) => {
      events.push(...this.#write(pid, lane, [Math.max(from, lane.writtenMs), Math.min(to, now), kind], label));
    };
    const began = this.#toRun(queryAt);
    // The one it was at when we last looked has ended since, how long ago only the next one's start tells.
    if (lane.at && began > lane.writtenMs) lane.at = null;
    if (!active) {
      const { kind, label } = lane.at ?? { kind: "run" as const, label: name };
      lane.at = null;
      write(began, this.#toRun(changedAt), kind, label);
    } else if (waits) {
      const label = `${name} waits for ${waits.for.map((other) => `postgres ${other}`).join(", ") || "a lock"}`.slice(
        0,
        120,
      );
      const since = this.#toRun(waits.since);
      write(began, since, "run", name);
      write(since, now, "wait", label);
      lane.at = { kind: "wait", label };
    } else {
      write(began, now, "run", name);
      lane.at = { kind: "run", label: name };
    }
    return events;
  }

  #write(pid: number, lane: Lane, [from, to, kind]: Slice, label: string): Counted[] {
    const turns = label !== lane.label;
    const start = turns ? Math.max(from, lane.writtenMs + apartMs) : from;
    if (to <= start) return [];
    const events = turns ? this.#take(pid, lane) : [];
    lane.label = label;
    const last = lane.slices.at(-1);
    if (last && last[2] === kind && last[1] === start) last[1] = to;
    else lane.slices.push([start, to, kind]);
    lane.writtenMs = to;
    return events;
  }

  #take(pid: number, lane: Lane): Counted[] {
    if (lane.slices.length === 0) return [];
    const slices = lane.slices.splice(0).map(([from, to, kind]): Slice => [round(from), round(to), kind]);
    return [{ type: "lane", data: { lane: serviceLanes + pid, label: lane.label, slices } }];
  }
}

/** To a microsecond, so that slices that touch still do. */
const round = (ms: number) => Math.round(ms * 1e3) / 1e3;
