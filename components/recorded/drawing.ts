import { measure, type Trace } from "#protocol";
import { barsPath, beatPath, blockBars } from "../bench/beats.ts";
import { type LanePaths, lanePaths } from "../bench/lane-paths.ts";
import { announced, laneRows } from "../bench/lane-rows.ts";
import { emptyRecording, fold, type Recording } from "../bench/recording.ts";
import { fittedEnd, ticksOf, xOf } from "../bench/scale.ts";
import { lagPoints, lttb } from "../bench/series.ts";
import type { Moments } from "./moments.ts";

/** The picture of a recorded run, worked out from its trace while the page is built. */

/** Drawn in units of a thousandth of the width, so that one picture fits every screen. */
export const width = 1_000;
/** How wide a panel's plot is on a desktop, in pixels: what labels are spaced for until the browser knows better. */
export const plotWidth = 540;
export const heights = { lag: 148, beats: 15, lanes: 152 } as const;
/** Above this a caller would feel it. */
const alarmMs = 50;

export type Run = { trace: Trace; recording: Recording; spans: measure.Span[] };

export const readRun = (trace: Trace): Run => ({
  trace,
  recording: fold(emptyRecording, trace.events),
  spans: measure.spans(trace).filter(measure.isOwn),
});

/** Until the last answer; what comes after it tells nothing. */
export const lastMs = ({ spans }: Run) => Math.max(0, ...spans.map(({ endMs }) => endMs));

/** One axis for all runs beside each other. */
export function axisOf(runs: readonly Run[]) {
  const endMs = fittedEnd(Math.max(...runs.map(lastMs)));
  const lagTopMs = fittedEnd(Math.max(100, ...runs.map(({ trace }) => measure.maxLagMs(trace) ?? 0)));
  const lagTicks = ticksOf({ endMs: lagTopMs, width: heights.lag }, 60).major;
  return { endMs, lagTopMs, lagTicks, ticks: ticksOf({ endMs, width: plotWidth }) };
}
export type Axis = ReturnType<typeof axisOf>;

export type Drawing = {
  lagLine: string;
  lagArea: string;
  beats: string;
  blocks: string;
  lanes: LanePaths;
  rows: number;
  alarm: boolean;
  moments: Moments;
};

export function draw(run: Run, axis: Axis): Drawing {
  const { recording, spans, trace } = run;
  const scale = { endMs: axis.endMs, width };
  const end = lastMs(run);
  const y = (ms: number) => r(heights.lag * (1 - Math.min(ms / axis.lagTopMs, 1)));
  const points = lttb(
    lagPoints(recording.lag, recording.blocks).filter(({ t }) => t <= end + 5),
    240,
  );
  const line = points.map(({ t, v }, index) => `${index ? "L" : "M"}${r(xOf(scale, t))} ${y(v)}`).join("");
  const first = points[0];
  const last = points.at(-1);
  const rows = laneRows(spans, announced(trace.events));
  const maxLagMs = measure.maxLagMs(trace) ?? 0;

  return {
    lagLine: line,
    lagArea:
      first && last ? `${line}L${r(xOf(scale, last.t))} ${heights.lag}L${r(xOf(scale, first.t))} ${heights.lag}Z` : "",
    beats: beatPath(
      recording.lag.filter(({ t }) => t <= end),
      scale,
      0,
      heights.beats,
    ),
    blocks: barsPath(blockBars(recording.blocks, end, scale), 0, heights.beats),
    lanes: lanePaths(rows, {
      scale,
      pitch: heights.lanes / Math.max(1, rows.rows),
      blocks: recording.blocks,
      nowMs: end,
      brokenAtMs: null,
    }),
    rows: rows.rows,
    alarm: maxLagMs >= alarmMs,
    moments: {
      lag: recording.lag.filter(({ t }) => t <= end + 5).map(({ t, lagMs }) => [r(t), r(lagMs)]),
      blocks: recording.blocks.map(({ startMs, durationMs }) => [r(startMs), r(startMs + durationMs)]),
      starts: spans.map(({ startMs }) => r(startMs)),
      ends: spans.map(({ endMs }) => r(endMs)).sort((a, b) => a - b),
      maxLagMs: r(maxLagMs),
    },
  };
}

const r = (value: number) => Math.round(value * 10) / 10;
