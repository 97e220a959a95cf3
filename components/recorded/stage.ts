import { type Axis, type Drawing, heights } from "./drawing.ts";
import type { Stage } from "./frame.ts";

export const stageOf = ({ rows }: Drawing, { endMs, lagTicks }: Axis): Stage => ({
  axisEndMs: endMs,
  lagTopMs: lagTicks.at(-1) ?? 1,
  rows,
  lagHeight: heights.lag,
  lanesHeight: heights.lanes,
});
