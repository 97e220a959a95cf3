"use client";
import * as measure from "#protocol/measure";
import { useBenchState } from "./context.ts";
import { announced } from "./lane-rows.ts";
import { readings } from "./readings.ts";
import { readingsAt } from "./readings-at.ts";
import { ReadoutRow } from "./readouts.tsx";
import { isUnderWay } from "./run-state.ts";
import type { Run } from "./store.ts";
import { usePaced } from "./use-paced.ts";

/** Everything that reads or draws a run, behind one door: it comes with the first run. */
export { HeldGuesses, Outcome } from "./outcome.tsx";
export { PairReadouts } from "./pair-readouts.tsx";
export { RunStrips } from "./run-strips.tsx";
export { Tables } from "./tables.tsx";
export { TimeChip } from "./time-slider.tsx";
export { Transport } from "./transport.tsx";

/** Numbers that change faster than ten times a second cannot be read. In a replay they are those of its moment. */
export function Readouts({ run }: { run: Run }) {
  "use memo";
  const momentMs = useBenchState(({ replay, cursorMs }) => (replay === "off" ? null : cursorMs));
  const paced = usePaced(run, isUnderWay(run.state) ? 100 : 0);
  const pacedMs = usePaced(momentMs, momentMs === null ? 0 : 100);
  const arrivals = announced(paced.trace.events);
  const spans = measure.tasks(paced.trace);
  if (pacedMs !== null) return <ReadoutRow readings={readingsAt(pacedMs, paced.recording, spans, arrivals)} />;
  return <ReadoutRow readings={readings(paced, measure, arrivals)} />;
}
