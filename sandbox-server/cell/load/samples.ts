import type { EventData } from "#protocol";
import type { Sample } from "./generator.ts";

/** Gathers samples into `request` reports, rounded to what a chart can show. */

export type Samples = {
  add(sample: Sample): void;
  flush(): void;
};

/** At 70 to 90 bytes each, well inside one line of the channel. */
const maxBatch = 250;

/**
 * Told in one run: past this they would eat the telemetry of everything else, and the load goes on untold.
 * A rate of 500 a second still tells all of a whole minute.
 */
const maxTold = 30_000;

/** `untold` hears how many samples of the whole run were counted only. */
export function createSamples(tell: (batch: EventData<"request">) => void, untold: (count: number) => void): Samples {
  let batch: EventData<"request"> = [];
  let total = 0;
  let toldTotal = 0;

  function flush(): void {
    if (batch.length > 0) tell(batch);
    batch = [];
    if (total > Math.max(maxTold, toldTotal)) untold(total - maxTold);
    toldTotal = total;
  }

  return {
    add({ t, intendedMs, latencyMs, status, error }) {
      if (++total > maxTold) return;
      const times = { t: round(t, 10), intendedMs: round(intendedMs, 10), latencyMs: round(latencyMs, 100) };
      batch.push(error === null ? { ...times, status } : { ...times, status, error });
      if (batch.length >= maxBatch) flush();
    },
    flush,
  };
}

const round = (ms: number, parts: number) => Math.round(ms * parts) / parts;
