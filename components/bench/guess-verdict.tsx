"use client";
import { useBench, useBenchState } from "./context.ts";
import { useLive } from "./live-door.ts";

/** Among the prose, once there is a run: each guess held against what was measured, and why it came so. */
export function GuessVerdict() {
  const { prediction } = useBench();
  const live = useLive();
  const ran = useBenchState(({ runs }) => prediction?.guesses.some(({ variant }) => runs[variant] !== undefined));
  return prediction && live && ran ? <live.HeldGuesses prediction={prediction} /> : null;
}
