import type { measure } from "#protocol";
import { percentile } from "#protocol/measure";
import { lagAt } from "./moment.ts";
import { alarming, type Reading } from "./readings.ts";
import type { Recording } from "./recording.ts";

/** The row of numbers as it stood at one moment of a run that is over: the same readings as while it went on. */
export function readingsAt(
  ms: number,
  recording: Recording,
  spans: readonly measure.Span[],
  arrivals: readonly number[],
): Reading[] {
  const lag = lagAt(recording, ms);
  const middle = recording.requests.length > 0 ? underLoadAt(ms, recording) : answersAt(ms, spans, arrivals);
  return [
    { label: "lagNow", value: lag, unit: "ms", alarm: lag !== null && lag >= alarming },
    ...middle,
    { label: "blocks", value: recording.blocks.filter(({ startMs }) => startMs <= ms).length, unit: "count" },
  ];
}

function underLoadAt(ms: number, { requests }: Recording): Reading[] {
  const latencies = requests.flatMap(({ t, latencyMs }) => (t <= ms ? [latencyMs] : []));
  return [
    { label: "requests", value: latencies.length, unit: "count" },
    { label: "p50", value: percentile(latencies, 50), unit: "ms" },
    { label: "p99", value: percentile(latencies, 99), unit: "ms" },
  ];
}

/** Spans come in the order they started, and what was asked for first starts first. */
function answersAt(ms: number, spans: readonly measure.Span[], arrivals: readonly number[]): Reading[] {
  const arrivedMs = spans.map(({ startMs }, index) => Math.min(arrivals[index] ?? startMs, startMs));
  const known = arrivedMs.filter((at) => at <= ms).length;
  const answered = spans.filter(({ endMs }) => endMs <= ms).length;
  const waits = spans.flatMap(({ startMs }, index) => {
    const at = arrivedMs[index] ?? startMs;
    return at <= ms ? [Math.min(startMs, ms) - at] : [];
  });
  return [
    { label: "answered", value: answered, unit: "count", of: known },
    { label: "unanswered", value: known - answered, unit: "count" },
    { label: "longestWait", value: waits.reduce((most, wait) => Math.max(most, wait), 0), unit: "ms" },
  ];
}
