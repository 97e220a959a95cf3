import { isUnderWay } from "./run-state.ts";
import { fittedEnd, restingEndMs, runningEnd } from "./scale.ts";
import type { Run } from "./store.ts";

/** Where the shared time axis ends: all runs shown stand on one, and none is rescaled by itself. */
export function axisEnd(runs: readonly Run[], guesses: readonly number[]): number {
  const drawn = runs.filter((run) => run.recording.nowMs > 0);
  if (drawn.length === 0) return restingEndMs;
  const lastMs = Math.max(...drawn.map((run) => run.recording.nowMs));
  if (runs.some((run) => isUnderWay(run.state))) return Math.max(runningEnd(lastMs), restedEnd(drawn));
  return fittedEnd(lastMs, guesses.length > 0 ? Math.max(...guesses) : null);
}

/** The second of a pair never shrinks the axis under the first. */
const restedEnd = (runs: readonly Run[]) =>
  Math.max(0, ...runs.filter((run) => !isUnderWay(run.state)).map((run) => fittedEnd(run.recording.nowMs)));
