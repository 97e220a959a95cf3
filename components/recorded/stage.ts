import { type Axis, type Drawing, heights } from "./drawing.ts";
import type { Stage } from "./frame.ts";

export const stageOf = ({ rows }: Drawing, { endMs, lagTopMs }: Axis): Stage => ({
  axisEndMs: endMs,
  lagTopMs,
  rows,
  lagHeight: heights.lag,
  lanesHeight: heights.lanes,
});
