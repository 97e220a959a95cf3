import { PerformanceObserver } from "node:perf_hooks";
import { monotonicMs, now } from "../clock.ts";
import { drawLane } from "./current.ts";

/** `performance.measure(name, { detail: { lane } })` draws a lane with what every platform has. */
export function drawMeasures(): void {
  // The timeline's zero is the start of its thread, ours is the start of the program.
  const { performance } = globalThis;
  const lagMs = monotonicMs() - performance.now();
  const observer = new PerformanceObserver((list) => {
    const shiftMs = lagMs - (monotonicMs() - now());
    for (const { name, startTime, duration, detail } of list.getEntries() as (PerformanceEntry & {
      detail?: unknown;
    })[]) {
      const lane = (detail as { lane?: unknown } | null)?.lane;
      if (lane === undefined || lane === null) continue;
      const label = typeof lane === "string" ? lane : name;
      drawLane(label, startTime + shiftMs, startTime + shiftMs + duration);
    }
  });
  observer.observe({ entryTypes: ["measure"] });
}
