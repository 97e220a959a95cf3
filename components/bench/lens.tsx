"use client";
import * as measure from "#protocol/measure";
import { formatNumber as n } from "../i18n/number.ts";
import { barsPath, beatPath, blockBars } from "./beats.ts";
import { useBench, useBenchState } from "./context.ts";
import type { Step } from "./flight.ts";
import { Flight, heightOf } from "./flight-strip.tsx";
import { type LaneDrawing, lanePaths } from "./lane-paths.ts";
import type { LaneRows } from "./lane-rows.ts";
import styles from "./lens.module.css";
import marks from "./marks.module.css";
import { useAxis } from "./plot.tsx";
import { isUnderWay } from "./run-state.ts";
import { anchorOf, ticksOf, xOf } from "./scale.ts";
import type { Run } from "./store.ts";
import { drawnWordsOf } from "./words/drawn/index.ts";

/**
 * A run too short to read beside a long one, opened in the empty space it leaves: on a ruler of its own,
 * with the factor named, so that the shared axis stays what it is.
 */
const tooShort = 1 / 6;
const gapPx = 48;
/** A guess's flag, with the room around it. */
const flagPx = 120;
const padPx = 14;

type LensProps = {
  id: string;
  run: Run;
  rows: LaneRows;
  height: number;
  paired?: boolean;
  /** What comes after is not shown in it. */
  untilMs: number;
  /** Drawn in place of the beats. */
  flight?: { steps: readonly Step[]; most: number };
  /** What lies beyond a limit, and from when on. */
  beyond?: LaneDrawing["beyond"];
};

export function Lens({ id, run, rows, height, untilMs, flight, beyond, paired = false }: LensProps) {
  "use memo";
  const words = drawnWordsOf(useBench().locale);
  const { scale, guesses } = useAxis();
  const { lag, blocks } = run.recording;
  const toCome = useBenchState(({ replay, cursorMs }) => replay !== "off" && (cursorMs ?? 0) < untilMs);
  const sourceX = xOf(scale, untilMs) + 3;
  const guess = guesses.find((known) => known.variant === id);
  const flagEnd = guess ? xOf(scale, guess.ms) + flagPx : 0;
  const left = Math.max(sourceX + gapPx, flagEnd < scale.width / 2 ? flagEnd : 0);
  // Where there is no room for words beside it, the lens takes it all.
  const narrow = scale.width < 480;
  const width = Math.round(scale.width * (narrow ? 1 : 0.63) - left);
  if (toCome || isUnderWay(run.state) || untilMs > scale.endMs * tooShort || width < 140 || rows.rows === 0)
    return null;

  const inner = { endMs: untilMs * 1.04, width: width - 2 * padPx };
  const ticks = ticksOf(inner, 60);
  const top = { ruler: 24, beats: 32, lanes: flight ? 84 : 48 };
  const highest = Math.max(flight?.most ?? 1, ...(flight?.steps.map(({ count }) => count) ?? []));
  const y = heightOf(highest, top.beats + 4, top.lanes - 8);
  const early = blocks.filter(({ startMs }) => startMs < untilMs);
  const bars = blockBars(early, untilMs, inner);
  const paths = lanePaths(rows, {
    scale: inner,
    pitch: (height - top.lanes - 10) / rows.rows,
    blocks,
    nowMs: untilMs,
    brokenAtMs: null,
    beyond,
  });
  const factor = inner.width / inner.endMs / (scale.width / scale.endMs);
  const says = [
    words.lens.first(n(Math.round(untilMs)), n(Math.round(factor))),
    words.lens.together(measure.peak(run.trace).count),
    ...(early.length === 0 ? [words.lens.calm] : []),
  ];
  return (
    <div className={styles.lens} data-paired={paired || undefined}>
      <svg width="100%" height={height} aria-hidden="true">
        <rect className={styles.source} x="0.5" y="0.5" width={sourceX} height={height - 1} rx="2" />
        <path className={styles.ray} d={`M${sourceX} 1L${left} 1M${sourceX} ${height - 1}L${left} ${height - 1}`} />
        <rect className={styles.frame} x={left + 0.5} y="0.5" width={width - 1} height={height - 1} rx="6" />
        <g transform={`translate(${left + padPx} 0)`}>
          <path
            className={styles.lensTick}
            d={`M0 ${top.ruler}.5h${inner.width}${ticks.minor.map((ms) => `M${xOf(inner, ms)} ${top.ruler - 4}v4`).join("")}`}
          />
          {ticks.major.map((ms) => (
            <text key={ms} className={styles.lensText} x={xOf(inner, ms)} y="15" textAnchor={anchorOf(ms, inner.endMs)}>
              {n(ms)}
              {ms === ticks.major.at(-1) && " ms"}
            </text>
          ))}
          {flight ? (
            <>
              <Flight {...flight} scale={inner} y={y} />
              <path className={marks.limit} d={`M0 ${y(flight.most)}h${inner.width}`} />
            </>
          ) : (
            <>
              <path
                className={marks.beats}
                d={beatPath(
                  lag.filter(({ t }) => t <= untilMs),
                  inner,
                  top.beats,
                  9,
                )}
              />
              <path className={marks.blocked} d={barsPath(bars, top.beats - 2, 13)} />
            </>
          )}
          <g transform={`translate(0 ${top.lanes})`}>
            <path className={marks.queued} d={paths.queued} />
            <path className={marks.wait} d={paths.wait} />
            <path className={marks.run} d={paths.run} />
            <path className={marks.over} d={paths.over} />
            <path className={marks.worker} d={paths.worker} />
            <path className={marks.pool} d={paths.pool} />
            <path className={marks.blocked} d={paths.blocked} />
            <path className={marks.answered} d={paths.answered} />
          </g>
        </g>
        {(narrow ? [] : says).map((text, index) => (
          <text
            key={text}
            className={styles.lensSays}
            x={left + width + 14}
            y={(flight ? top.lanes + 16 : 16) + index * 18}
          >
            {text}
          </text>
        ))}
      </svg>
    </div>
  );
}
