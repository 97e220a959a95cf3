import { type EventData, type Slice, serviceLanes } from "./events.ts";
import { blocksOf, eventsOf, type Trace } from "./trace.ts";

/** Pure readings of a trace. The page, the checks of a lesson and the proofs use these and no others. */

export { maxLagMs } from "./trace.ts";

export type Span = { lane: number; label: string; startMs: number; endMs: number; slices: Slice[] };

/** Two slices belong to one span when nothing lies between them but rounding. */
const touchMs = 0.05;

/** Spans in the order they started. */
export function spans(trace: Trace): Span[] {
  const last = new Map<number, Span>();
  const all: Span[] = [];
  for (const { lane, label, slices } of eventsOf(trace, "lane")) {
    for (const slice of slices) {
      const [startMs, endMs] = slice;
      const open = last.get(lane);
      if (open && startMs - open.endMs <= touchMs) {
        open.endMs = Math.max(open.endMs, endMs);
        open.slices.push(slice);
        continue;
      }
      const span = { lane, label, startMs, endMs, slices: [slice] };
      last.set(lane, span);
      all.push(span);
    }
  }
  return all.sort((a, b) => a.startMs - b.startMs);
}

/** Whether a span is work: worker threads, libuv's pool and services are drawn beside it and are none. */
export const isTask = (span: Span): boolean =>
  isOwn(span) && span.slices.some(([, , kind]) => kind === "run" || kind === "wait");

/** Spans of work, in the order they started. */
export const tasks = (trace: Trace): Span[] => spans(trace).filter(isTask);

/** Whether it happened in the program's own process: its work, its worker threads, libuv's pool. */
export const isOwn = ({ lane }: Span): boolean => lane < serviceLanes;

/** What a database did, connection by connection: `run` worked, `wait` waited for a lock; a label says for whose. */
export const serviceSpans = (trace: Trace): Span[] => spans(trace).filter((span) => !isOwn(span));

/** From the first lane's start to the last lane's end. */
export function totalMs(trace: Trace): number {
  const all = tasks(trace);
  if (all.length === 0) return 0;
  return lastEndMs(all) - (all[0]?.startMs ?? 0);
}

/** Not `Math.max(...)`: a trace may hold more spans than a call may have arguments. */
export const lastEndMs = (all: readonly Span[]): number => all.reduce((last, { endMs }) => Math.max(last, endMs), 0);

/** The most spans that overlap, and the moment it first happened. One that ends as another starts does not overlap it. */
export function peak(trace: Trace): { count: number; atMs: number } {
  const edges = tasks(trace).flatMap((span) => [
    { at: span.startMs, step: 1 },
    { at: span.endMs, step: -1 },
  ]);
  edges.sort((a, b) => a.at - b.at || a.step - b.step);
  let now = 0;
  let best = { count: 0, atMs: 0 };
  for (const { at, step } of edges) {
    now += step;
    if (now > best.count) best = { count: now, atMs: at };
  }
  return best;
}

/** Labels of the lanes by start. */
export const order = (trace: Trace): string[] => tasks(trace).map((span) => span.label);

/** Nearest rank: the smallest value with at least `p` per cent of all values at or below it. */
export function percentile(values: readonly number[], p: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? null;
}

export const requests = (trace: Trace): EventData<"request"> => eventsOf(trace, "request").flat();

export const latencies = (trace: Trace): number[] => requests(trace).map((request) => request.latencyMs);

/** Requests that failed: no answer, or an answer of 500 and above. */
export const errors = (trace: Trace): number =>
  requests(trace).filter((request) => request.status === null || request.status >= 500).length;

/** The last value of a counter or a gauge. */
export function metric(trace: Trace, name: string): number | null {
  return eventsOf(trace, "metric").findLast((sample) => sample.name === name)?.value ?? null;
}

export const notes = (trace: Trace, name: string): unknown[] =>
  eventsOf(trace, "note").flatMap((note) => (note.name === name ? [note.value] : []));

export type LineBlocks = {
  file: string | null;
  line: number | null;
  count: number;
  totalMs: number;
  longestMs: number;
};

/** Blocks gathered by the line that caused them, the costliest first. */
export function blocksByLine(trace: Trace): LineBlocks[] {
  const lines = new Map<string, LineBlocks>();
  for (const { file, line, durationMs } of blocksOf(trace)) {
    const key = `${file}:${line}`;
    const sum = lines.get(key) ?? { file, line, count: 0, totalMs: 0, longestMs: 0 };
    sum.count += 1;
    sum.totalMs += durationMs;
    sum.longestMs = Math.max(sum.longestMs, durationMs);
    lines.set(key, sum);
  }
  return [...lines.values()].sort((a, b) => b.totalMs - a.totalMs);
}

/**
 * When each span was asked for. `lab.fire` and `lab.rate` count `arrived` as they hand out work,
 * and work that is asked for first starts first; a span nobody announced arrived when it started.
 */
export function arrivals(trace: Trace): number[] {
  const all = tasks(trace);
  const announced: number[] = [];
  for (const { t, name, value } of eventsOf(trace, "metric")) {
    const left = all.length - announced.length;
    for (let count = name === "arrived" ? Math.min(value, left) : 0; count > 0; count--) announced.push(t);
  }
  return all.map((span, index) => Math.min(announced[index] ?? span.startMs, span.startMs));
}

export const exitOf = (trace: Trace): EventData<"exit"> | null => eventsOf(trace, "exit").at(-1) ?? null;
