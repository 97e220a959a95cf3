"use client";
import { useEffect, useState } from "react";
import { type RunState, secondsLeft } from "./run-state.ts";

/** Counts a refusal down, second by second, and stops at zero. */
export function useSecondsLeft(state: RunState | undefined): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  const untilMs = state?.phase === "refused" && state.waitS > 0 ? state.untilMs : null;
  useEffect(() => {
    if (untilMs === null) return;
    setNowMs(Date.now());
    const timer = setInterval(() => {
      setNowMs(Date.now());
      if (Date.now() >= untilMs) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [untilMs]);
  return state ? secondsLeft(state, nowMs) : 0;
}
