import { shared } from "./shared.ts";

/** The run's one clock. Captured before the learner's code can patch anything. */
const hrtime = process.hrtime.bigint;

/** Milliseconds of the system's monotonic clock, the same in every thread. */
export const monotonicMs = (): number => Number(hrtime()) / 1e6;

/** Milliseconds since time zero, rounded to a microsecond. */
export const now = (): number => Math.round((monotonicMs() - shared.zeroMs) * 1e3) / 1e3;
