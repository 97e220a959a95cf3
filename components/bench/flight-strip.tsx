"use client";
import { formatNumber as n } from "../i18n/number.ts";
import { useBench } from "./context.ts";
import { flightPaths, type Step } from "./flight.ts";
import marks from "./marks.module.css";
import styles from "./observatory.module.css";
import { Strip, useAxis } from "./plot.tsx";
import { type Scale, xOf } from "./scale.ts";
import { drawnWordsOf } from "./words/drawn/index.ts";

/** How many pieces of work were under way at once, where a check has a limit for it. */
export const flightHeight = 92;

export function FlightStrip({ id, steps, most }: { id: string; steps: readonly Step[]; most: number }) {
  "use memo";
  const words = drawnWordsOf(useBench().locale);
  const { scale } = useAxis();
  const peak = steps.reduce((high, step) => (step.count > high.count ? step : high), { t: 0, count: 0 });
  const y = heightOf(Math.max(peak.count, most), 24, flightHeight - 1);
  const right = xOf(scale, peak.t) < scale.width * 0.8;
  return (
    <Strip
      height={flightHeight}
      variant={id}
      base={flightHeight - 0.5}
      ticks={[...new Set([0, most, peak.count])].map((count) => ({
        y: y(count) - (count ? 0 : 4),
        text: n(count),
        line: false,
      }))}
      over={<p className={styles.stripTitle}>{words.flight.title}</p>}
    >
      <Flight steps={steps} most={most} scale={scale} y={y} />
      <line className={marks.limit} x1="0" x2="100%" y1={y(most)} y2={y(most)} />
      <text className={marks.limitText} x="100%" dx="-4" y={y(most) - 5} textAnchor="end">
        {words.bound(n(most))}
      </text>
      {peak.count > most && (
        <text
          className={marks.limitText}
          data-alarm=""
          x={xOf(scale, peak.t)}
          dx={right ? 0 : -4}
          y={y(peak.count) - 5}
          textAnchor={right ? "start" : "end"}
        >
          {words.flight.peak(n(peak.count))}
        </text>
      )}
    </Strip>
  );
}

export const heightOf = (top: number, from: number, to: number) => (count: number) =>
  Math.round((to - (count / Math.max(top, 1)) * (to - from)) * 10) / 10;

type FlightProps = { steps: readonly Step[]; most: number; scale: Scale; y: (count: number) => number };

export function Flight({ steps, most, scale, y }: FlightProps) {
  "use memo";
  const { line, area, beyond } = flightPaths(steps, most, scale, y);
  return (
    <>
      <path className={marks.flightArea} d={area} />
      <path className={marks.flight} d={line} />
      <path className={marks.beyond} d={beyond} />
      <path className={`${marks.flight} ${marks.above}`} d={beyond} />
    </>
  );
}
