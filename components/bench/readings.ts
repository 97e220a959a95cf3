import type { measure, Trace } from "#protocol";
import { isUnderWay } from "./run-state.ts";
import type { Run } from "./store.ts";
import type { Words } from "./words/index.ts";

/** The row of numbers above the charts: while a run goes on what is happening, afterwards what it came to. */

export type Reading = {
  label: keyof Words["readout"]["names"];
  /** Null: not measured. */
  value: number | null;
  unit: "ms" | "count";
  /** `alarm`: blocked, or a limit broken. */
  alarm?: boolean;
  /** "12 of 20". */
  of?: number;
};

/** What is shown before the first run: the same row, empty. */
export const restingReadings = (underLoad: boolean): Reading[] =>
  (underLoad
    ? (["requests", "p50", "p99", "maxLag", "peak", "blocks"] as const)
    : (["total", "maxLag", "peak", "longestWait", "blocks"] as const)
  ).map((label) => ({ label, value: null, unit: counts.has(label) ? "count" : "ms" }));

const counts = new Set<Reading["label"]>(["requests", "peak", "blocks"]);

export const alarming = 50;

export function readings(run: Run, read: typeof measure, arrivals: readonly number[]): Reading[] {
  return isUnderWay(run.state) ? runningReadings(run, read, arrivals) : endedReadings(run, read);
}

function runningReadings({ trace, recording }: Run, read: typeof measure, arrivals: readonly number[]): Reading[] {
  const { lagNow, requests, blocks } = recording;
  const lag = lagNow?.lagMs ?? null;
  const middle = requests.length > 0 ? underLoadNow(trace, read) : answersNow(trace, read, arrivals, recording.nowMs);
  return [
    { label: "lagNow", value: lag, unit: "ms", alarm: lag !== null && lag >= alarming },
    ...middle,
    { label: "blocks", value: blocks.length, unit: "count" },
  ];
}

function underLoadNow(trace: Trace, read: typeof measure): Reading[] {
  const latencies = read.latencies(trace);
  return [
    { label: "requests", value: latencies.length, unit: "count" },
    { label: "p50", value: read.percentile(latencies, 50), unit: "ms" },
    { label: "p99", value: read.percentile(latencies, 99), unit: "ms" },
  ];
}

/** A lane is reported once it is over: what was asked for and not reported has no answer yet. */
function answersNow(trace: Trace, read: typeof measure, arrivals: readonly number[], nowMs: number): Reading[] {
  const answered = read.tasks(trace).length;
  const known = Math.max(answered, arrivals.length);
  const oldest = arrivals[answered];
  return [
    { label: "answered", value: answered, unit: "count", ...(known > 0 ? { of: known } : {}) },
    { label: "unanswered", value: known - answered, unit: "count" },
    { label: "longestWait", value: oldest === undefined ? longestWait(trace, read) : nowMs - oldest, unit: "ms" },
  ];
}

function endedReadings({ trace, recording }: Run, read: typeof measure): Reading[] {
  const lag = read.maxLagMs(trace);
  const errors = read.errors(trace);
  const spans = read.tasks(trace);
  const latencies = read.latencies(trace);
  const lagReading: Reading = { label: "maxLag", value: lag, unit: "ms", alarm: lag !== null && lag >= alarming };
  const blocks: Reading = { label: "blocks", value: recording.blocks.length, unit: "count" };
  const peak: Reading = { label: "peak", value: spans.length > 0 ? read.peak(trace).count : null, unit: "count" };
  if (latencies.length > 0) {
    return [
      { label: "requests", value: latencies.length, unit: "count" },
      { label: "p50", value: read.percentile(latencies, 50), unit: "ms" },
      { label: "p99", value: read.percentile(latencies, 99), unit: "ms" },
      lagReading,
      errors > 0 ? { label: "errors", value: errors, unit: "count", alarm: true } : peak,
      blocks,
    ];
  }
  const total = spans.length > 0 ? read.totalMs(trace) : null;
  const wasBlocked = lagReading.alarm === true;
  return [
    { label: "total", value: total, unit: "ms", alarm: wasBlocked && total !== null },
    lagReading,
    peak,
    { label: "longestWait", value: spans.length > 0 ? longestWait(trace, read) : null, unit: "ms" },
    blocks,
  ];
}

/** From being asked for to being started. */
function longestWait(trace: Trace, read: typeof measure): number {
  const spans = read.tasks(trace);
  return read
    .arrivals(trace)
    .reduce((most, arrivedMs, index) => Math.max(most, (spans[index]?.startMs ?? arrivedMs) - arrivedMs), 0);
}
