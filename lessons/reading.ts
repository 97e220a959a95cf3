/** One number out of a trace, by the name a lesson gives it. */
import type { measure, Trace } from "#protocol";
import type { Measure } from "./types.ts";

export function readMeasure(wanted: Measure, trace: Trace, read: typeof measure): number | null {
  switch (wanted.kind) {
    case "totalMs":
      return read.totalMs(trace);
    case "maxLagMs":
      return read.maxLagMs(trace);
    case "peak":
      return read.peak(trace).count;
    case "errors":
      return read.errors(trace);
    case "p50Ms":
      return read.percentile(read.latencies(trace), 50);
    case "p95Ms":
      return read.percentile(read.latencies(trace), 95);
    case "p99Ms":
      return read.percentile(read.latencies(trace), 99);
    case "metric":
      return read.metric(trace, wanted.name);
  }
}

/** A counter's name ends with its unit, as the readings' own do. */
export const unitOf = (wanted: Measure): "ms" | "count" =>
  (wanted.kind === "metric" ? wanted.name : wanted.kind).endsWith("Ms") ? "ms" : "count";
