import * as z from "zod/mini";

/** One check for both ends of a range, so that a refusal names the whole of it. */
export const between = (min: number, max: number) =>
  z.refine<number>((value) => value >= min && value <= max, {
    error: `a number from ${min} to ${max}`,
    params: { code: "out-of-range" },
  });
