import type { measure, RunEvent, Slice } from "#protocol";
import { isOwn } from "#protocol/measure";
import { bar, upright } from "./lane-paths.ts";
import { type Scale, xOf } from "./scale.ts";

/**
 * What the databases beside a run did, drawn under its own lanes: one row a connection. Work there is none of the
 * loop's, so a blocked loop does not colour it; and who waits for a lock is a hollow box with a name in it, not the
 * thin line of a task that waits: it holds its connection all the while.
 */
export type ServicePaths = {
  /** Low bars. */
  run: string;
  /** Full-height hollow boxes. */
  lock: string;
  /** Upright ticks: the end of a query. */
  answered: string;
};

/** A stretch of waiting, and for whom: connections by number, none where that is not known. */
export type LockWait = { row: number; startMs: number; endMs: number; for: string[] };

export type Connections = {
  /** Their numbers, top to bottom. */
  names: string[];
  /** `last`: its query ended with it. */
  placed: { row: number; slices: Slice[]; endMs: number; last: boolean }[];
  waits: LockWait[];
};

/** A service has a hundred connections at most; a trace from a file may claim more. */
const mostConnections = 100;
/** A wait with another name is told as a span of its own, this much later. */
const goesOnMs = 0.2;

export function connectionsOf(spans: readonly measure.Span[]): Connections {
  const services = spans.filter((span) => !isOwn(span));
  // By number: a new one comes at the bottom, and no row moves while a run goes on.
  const lanes = [...new Set(services.map(({ lane }) => lane))].sort((a, b) => a - b).slice(0, mostConnections);
  const rows = new Map(lanes.map((lane, row) => [lane, row]));
  const names: string[] = [];
  const placed: Connections["placed"] = [];
  const waits: LockWait[] = [];
  for (const span of services) {
    const row = rows.get(span.lane);
    if (row === undefined) continue;
    const { name, for: whom } = readLabel(span.label);
    names[row] = name;
    const earlier = placed.findLast((piece) => piece.row === row);
    if (earlier && span.startMs - earlier.endMs < goesOnMs) earlier.last = false;
    const slices = joined(span.slices);
    placed.push({ row, slices, endMs: span.endMs, last: true });
    for (const [startMs, endMs, kind] of slices) if (kind === "wait") waits.push({ row, startMs, endMs, for: whom });
  }
  return { names, placed, waits };
}

/** A long stretch is told in pieces. */
function joined(slices: readonly Slice[]): Slice[] {
  const all: Slice[] = [];
  for (const [from, to, kind] of slices) {
    const last = all.at(-1);
    if (last && last[2] === kind && from - last[1] < goesOnMs) last[1] = to;
    else all.push([from, to, kind]);
  }
  return all;
}

/** As the sandbox-server writes it: `postgres 15 waits for postgres 14, postgres 16`. */
export function readLabel(label: string): { name: string; for: string[] } {
  const [own = "", others = ""] = label.split(" waits for ");
  return { name: own.replace(/^postgres /, "").slice(0, 8), for: others.match(/\d+/g) ?? [] };
}

export function servicePaths({ placed }: Connections, scale: Scale, pitch: number): ServicePaths {
  const paths: ServicePaths = { run: "", lock: "", answered: "" };
  const x = (ms: number) => xOf(scale, ms);
  for (const { row, slices, endMs, last } of placed) {
    const top = row * pitch;
    const full = { top: top + pitch * 0.1, height: pitch * 0.8 };
    const low = { top: top + pitch * 0.26, height: pitch * 0.48 };
    for (const [from, to, kind] of slices) {
      if (kind === "wait") paths.lock += bar(x(from), x(to), full);
      else paths.run += bar(x(from), x(to), low);
    }
    if (last) paths.answered += upright(x(endMs), full);
  }
  return paths;
}

/** The highest that each number of a service has come to, in the order of `names`; what never was is left out. */
export function serviceNumbers<Name extends string>(
  events: readonly RunEvent[],
  names: readonly Name[],
): { name: Name; most: number }[] {
  const most = new Map<string, number>();
  for (const { type, data } of events) {
    if (type === "metric") most.set(data.name, Math.max(data.value, most.get(data.name) ?? 0));
  }
  return names.flatMap((name) => {
    const value = most.get(name) ?? 0;
    return value > 0 ? [{ name, most: value }] : [];
  });
}
