"use client";
import type { Bound } from "../../lessons/types.ts";
import { formatNumber as n } from "../i18n/number.ts";
import { Bands } from "./bands.tsx";
import { BeatRail } from "./beat-rail.tsx";
import { lagBeyond } from "./beyond.ts";
import { useBench } from "./context.ts";
import { GuessFlag, LagGuess } from "./guess-handles.tsx";
import { LagChart } from "./lag-chart.tsx";
import marks from "./marks.module.css";
import styles from "./observatory.module.css";
import { Strip, useAxis } from "./plot.tsx";
import { openBlock, type Recording } from "./recording.ts";
import { isUnderWay } from "./run-state.ts";
import { xOf } from "./scale.ts";
import { alarmMs, lagPoints, lttb, minMaxBuckets, type Point, rowsOf } from "./series.ts";
import type { Run } from "./store.ts";
import { TimeSlider } from "./time-slider.tsx";
import { usePaced } from "./use-paced.ts";
import { drawnWordsOf } from "./words/drawn/index.ts";

/** The event loop of one run: how late it was, and when it turned. */
type LoopProps = { id: string; run: Run; height: number; bound?: Bound | undefined };

export function LoopStrips({ id, run, height, bound }: LoopProps) {
  "use memo";
  const { words } = useBench();
  const { scale, lagTicks } = useAxis();
  const live = isUnderWay(run.state);
  // Twenty drawings a second are all Recharts can do without dropping frames.
  const recording = usePaced(run.recording, live ? 50 : 0);
  const { lag, blocks, serverLag } = recording;
  const points = lagPoints(lag, blocks);
  const few = live ? minMaxBuckets(points, scale.endMs, 100) : lttb(points, 400);
  const topMs = lagTicks.at(-1) ?? 100;
  const headroom = 8;
  const y = (ms: number) => height - (Math.min(ms, topMs) / topMs) * (height - headroom);

  return (
    <>
      <Strip
        height={height}
        {...(height > 90 ? { label: words.strip.lag, labelY: height / 2 - 10 } : {})}
        variant={id}
        base={height - 0.5}
        ticks={lagTicks.map((ms) => ({ y: ms === 0 ? height - 5 : y(ms), text: n(ms), line: ms !== 0 }))}
        over={
          <>
            <div className={styles.chart}>
              <LagChart rows={rowsOf(few)} scale={scale} topMs={topMs} height={height - headroom} />
            </div>
            {bound && <LagBound bound={bound} points={few} y={y} height={height} />}
            <TimeSlider id={id} run={run} height={height} />
            <GuessFlag variant={id} />
            <LagGuess variant={id} y={y} />
            <LagNow recording={recording} live={live} y={y} />
          </>
        }
      >
        {Boolean(run.trace.request?.load) && <Bands blocks={blocks} height={height} />}
        {serverLag.length > 1 && (
          <path
            className={marks.serverLag}
            d={serverLag.map(({ t, lagMs }, at) => `${at ? "L" : "M"}${xOf(scale, t)} ${y(lagMs)}`).join("")}
          />
        )}
      </Strip>
      <BeatRail id={id} run={run} />
    </>
  );
}

/** A limit on the lag lies across it; what is above is striped. */
function LagBound({
  bound,
  points,
  y,
  height,
}: {
  bound: Bound;
  points: Point[];
  y: (ms: number) => number;
  height: number;
}) {
  "use memo";
  const { locale } = useBench();
  const { scale } = useAxis();
  const at = y(bound.most);
  const end = xOf(scale, bound.toMs ?? scale.endMs);
  return (
    <svg className={styles.chart} width="100%" height={height} aria-hidden="true">
      <path className={marks.beyond} d={lagBeyond(points, bound, (ms) => xOf(scale, ms), y)} />
      <line className={marks.limit} x1={xOf(scale, bound.fromMs ?? 0)} x2={end} y1={at} y2={at} />
      <text className={marks.limitText} x={end} dx="-4" y={at - 5} textAnchor="end">
        {drawnWordsOf(locale).bound(`${n(bound.most)} ms`)}
      </text>
    </svg>
  );
}

/** The number itself, as text: while blocked it stands at the tip of the climbing line. */
function LagNow({ recording, live, y }: { recording: Recording; live: boolean; y: (ms: number) => number }) {
  "use memo";
  const { words } = useBench();
  const { scale } = useAxis();
  const { lagNow, exit, nowMs } = recording;
  const block = openBlock(recording);
  if (block) {
    const lagMs = Math.round(lagNow?.lagMs ?? block.durationMs);
    const x = xOf(scale, lagNow?.t ?? nowMs);
    return (
      <p className={styles.tip} data-side={x > scale.width - 190 ? "left" : "right"} style={{ left: x, top: y(lagMs) }}>
        <span>{words.strip.climbing(n(lagMs))}</span>
      </p>
    );
  }
  if (live) {
    return lagNow && <p className={styles.lagNote}>{words.strip.now(n(Math.round(lagNow.lagMs)))}</p>;
  }
  const max = exit?.maxLagMs ?? null;
  if (max === null || max >= alarmMs) return null;
  return <p className={styles.lagNote}>{words.strip.never(n(Math.ceil(max)))}</p>;
}
