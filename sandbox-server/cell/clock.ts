import { shared } from "./shared.ts";

/** The run's one clock. Captured before the learner's code can patch anything. */
const hrtime = process.hrtime.bigint;
const number = Number;
const { round } = Math;

/** Milliseconds of the system's monotonic clock, the same in every thread. */
export const monotonicMs = (): number => number(hrtime()) / 1e6;

/** Milliseconds since time zero, rounded to a microsecond. */
export const now = (): number => round((monotonicMs() - shared.zeroMs) * 1e3) / 1e3;
