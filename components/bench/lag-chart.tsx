"use client";
import { Area, ComposedChart, XAxis, YAxis } from "recharts";
import type { Scale } from "./scale.ts";
import type { Row } from "./series.ts";

/** The one file that knows Recharts: the lag's line and area on axes that are drawn elsewhere, for all strips alike. */
export function LagChart({ rows, scale, topMs, height }: { rows: Row[]; scale: Scale; topMs: number; height: number }) {
  "use memo";
  const line = { type: "linear", isAnimationActive: false, dot: false, activeDot: false, connectNulls: false } as const;
  return (
    <ComposedChart
      width={scale.width}
      height={height}
      data={rows}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <XAxis dataKey="t" type="number" domain={[0, scale.endMs]} allowDataOverflow hide />
      <YAxis type="number" domain={[0, topMs]} allowDataOverflow hide />
      <Area {...line} dataKey="calm" stroke="var(--calm)" strokeWidth={1.5} fill="none" />
      <Area
        {...line}
        dataKey="alarm"
        stroke="var(--alarm)"
        strokeWidth={2.25}
        fill="var(--alarm-wash)"
        fillOpacity={1}
      />
    </ComposedChart>
  );
}
