import type { measure } from "#protocol";
import { isUnderWay } from "./run-state.ts";
import type { Run } from "./store.ts";
import type { Words } from "./words.ts";

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

/** What is shown before the first run. */
export const restingReadings: readonly Reading[] = [
  { label: "total", value: null, unit: "ms" },
  { label: "maxLag", value: null, unit: "ms" },
  { label: "peak", value: null, unit: "count" },
  { label: "p99", value: null, unit: "ms" },
  { label: "blocks", value: null, unit: "count" },
];

const alarming = 50;
/** A span this long past its end has been answered: later slices of a lane come in the next batch at the latest. */
export const settleMs = 120;

export function readings(run: Run, read: typeof measure, arrivals: readonly number[]): Reading[] {
  return isUnderWay(run.state) ? runningReadings(run, read, arrivals) : endedReadings(run, read);
}

function runningReadings({ trace, recording }: Run, read: typeof measure, arrivals: readonly number[]): Reading[] {
  const { nowMs, lagNow, requests } = recording;
  const spans = read.spans(trace);
  const answered = spans.filter((span) => span.endMs < nowMs - settleMs).length;
  const known = Math.max(spans.length, arrivals.length);
  const waiting = known - spans.length;
  const oldest = arrivals[spans.length];
  const waits = read.arrivals(trace).map((arrived, index) => (spans[index]?.startMs ?? arrived) - arrived);
  const lag = lagNow?.lagMs ?? null;
  return [
    { label: "lagNow", value: lag, unit: "ms", alarm: lag !== null && lag >= alarming },
    requests.length > 0
      ? { label: "requests", value: requests.length, unit: "count" }
      : { label: "answered", value: answered, unit: "count", ...(known > 0 ? { of: known } : {}) },
    { label: "waiting", value: waiting, unit: "count" },
    { label: "inFlight", value: spans.length - answered, unit: "count" },
    { label: "longestWait", value: Math.max(0, ...waits, oldest === undefined ? 0 : nowMs - oldest), unit: "ms" },
  ];
}

function endedReadings({ trace, recording }: Run, read: typeof measure): Reading[] {
  const lag = read.maxLagMs(trace);
  const errors = read.errors(trace);
  const spans = read.spans(trace);
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
    { label: "p99", value: null, unit: "ms" },
    blocks,
  ];
}
