"use client";
import type { EventData } from "#protocol";
import marks from "./marks.module.css";
import { useAxis } from "./plot.tsx";
import { xOf } from "./scale.ts";

/** Under load, blocks as pale bands behind everything that was going on meanwhile. One path: there may be a thousand. */
export function Bands({ blocks, height }: { blocks: readonly EventData<"block">[]; height: number }) {
  "use memo";
  const { scale } = useAxis();
  const band = ({ startMs, durationMs }: EventData<"block">) => {
    const x = Math.round(xOf(scale, startMs));
    return `M${x} 0H${Math.round(xOf(scale, startMs + durationMs))}V${height}H${x}z`;
  };
  return <path className={marks.band} d={blocks.map(band).join("")} />;
}
