"use client";
import { formatNumber as n } from "../i18n/number.ts";
import { BeatRail } from "./beat-rail.tsx";
import { useBench } from "./context.ts";
import { GuessFlag, LagGuess } from "./guess-handles.tsx";
import { LagChart } from "./lag-chart.tsx";
import marks from "./marks.module.css";
import styles from "./observatory.module.css";
import { Strip, useAxis } from "./plot.tsx";
import { openBlock, type Recording } from "./recording.ts";
import { isUnderWay } from "./run-state.ts";
import { xOf } from "./scale.ts";
import { alarmMs, lagPoints, lttb, minMaxBuckets, rowsOf } from "./series.ts";
import type { Run } from "./store.ts";
import { TimeSlider } from "./time-slider.tsx";
import { usePaced } from "./use-paced.ts";

/** The event loop of one run: how late it was, and when it turned. */
export function LoopStrips({ id, run, height }: { id: string; run: Run; height: number }) {
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
            <TimeSlider id={id} run={run} height={height} />
            <GuessFlag variant={id} />
            <LagGuess variant={id} y={y} />
            <LagNow recording={recording} live={live} y={y} />
          </>
        }
      >
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

/** The number itself, as text: while blocked it stands at the tip of the climbing line. */
function LagNow({ recording, live, y }: { recording: Recording; live: boolean; y: (ms: number) => number }) {
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
