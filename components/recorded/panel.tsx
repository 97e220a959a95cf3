import type { Locale } from "../../lessons/types.ts";
import { formatNumber } from "../i18n/number.ts";
import { type Axis, type Drawing, heights, plotWidth, width } from "./drawing.ts";
import { type Frame, frameAt, hidesTick, type Label } from "./frame.ts";
import styles from "./recorded.module.css";
import { stageOf } from "./stage.ts";
import { wordsOf } from "./words.ts";

type Props = {
  id: string;
  label: string;
  code: string;
  place: string;
  drawing: Drawing;
  axis: Axis;
  stillMs: number;
  locale: Locale;
};

const rulerHeight = 40;
const gap = 9;
const beatsTop = rulerHeight + heights.lag + gap;
const lanesTop = beatsTop + heights.beats + gap;
const height = lanesTop + heights.lanes + 4;

/** The growing end of an open block: strokes across the bar, so that it does not look closed. */
const hatch = [-13, -9, -5].map((x) => `M${x} ${beatsTop + heights.beats}l${6} ${-heights.beats}`).join("");

/** One run of a pair. All of it is drawn; a window that grows with time shows what has happened so far. */
export function Panel({ id, label, code, place, drawing, axis, stillMs, locale }: Props) {
  const words = wordsOf[locale];
  const frame = frameAt(drawing.moments, stillMs, stageOf(drawing, axis), words);
  const percent = (ms: number) => `${(ms / axis.endMs) * 100}%`;
  const window = `recorded-${id}`;
  const { maxLagMs, ends } = drawing.moments;
  return (
    <figure className={styles.panel} data-run data-alarm={drawing.alarm || undefined}>
      <figcaption>
        <b>{label}</b> <code>{code}</code> <span>{place}</span>
        <span className="visually-hidden">
          {words.told(label, Math.round(maxLagMs), ends.length, Math.round(ends.at(-1) ?? 0))}
        </span>
      </figcaption>
      <div className={styles.plot} aria-hidden="true">
        <Gutter axis={axis} rows={drawing.rows} beats={words.beats} />
        <svg className={styles.chart} width="100%" height={height} aria-hidden="true" data-plot>
          <defs>
            <clipPath id={window}>
              <rect data-window width={frame.passed} height={height} />
            </clipPath>
          </defs>
          <g className={styles.grid}>
            {axis.ticks.major.map((ms) => (
              <line key={ms} x1={percent(ms)} x2={percent(ms)} y1={rulerHeight} y2={height} />
            ))}
            {axis.lagTicks.slice(1).map((ms) => {
              const y = rulerHeight + heights.lag * (1 - ms / axis.lagTopMs) + 0.5;
              return <line key={ms} x1="0" x2="100%" y1={y} y2={y} />;
            })}
          </g>
          <Ruler axis={axis} percent={percent} besidePlayhead={(ms) => hidesTick(ms, stillMs, axis.endMs, plotWidth)} />
          <line className={styles.axis} x2="100%" y1={rulerHeight + heights.lag} y2={rulerHeight + heights.lag} />
          <line className={styles.rest} x2="100%" y1={lanesTop - gap} y2={lanesTop - gap} />
          <g clipPath={`url(#${window})`}>
            <Strip y={rulerHeight} height={heights.lag}>
              <path className={styles.lagArea} d={drawing.lagArea} />
              <path className={styles.lagLine} d={drawing.lagLine} />
            </Strip>
            <Strip y={beatsTop} height={heights.beats}>
              <path className={styles.beats} d={drawing.beats} />
              <path className={styles.blocked} d={drawing.blocks} />
            </Strip>
            <text className={styles.block} x="7" y={beatsTop + heights.beats / 2} data-block>
              {frame.block}
            </text>
            <Strip y={lanesTop} height={heights.lanes}>
              <path className={styles.queued} d={drawing.lanes.queued} />
              <path className={styles.wait} d={drawing.lanes.wait} />
              <path className={styles.run} d={drawing.lanes.run} />
              <path className={styles.blocked} d={drawing.lanes.blocked} />
              <path className={styles.answered} d={drawing.lanes.answered} />
            </Strip>
          </g>
          <Words frame={frame} />
          <Playhead frame={frame} chip={words.at(stillMs)} />
        </svg>
      </div>
    </figure>
  );
}

/** A strip of the drawing, stretched to whatever width the page has. */
function Strip({ y, height, children }: { y: number; height: number; children: React.ReactNode }) {
  return (
    <svg
      y={y}
      width="100%"
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

function Gutter({ axis, rows, beats }: { axis: Axis; rows: number; beats: string }) {
  const middle = Math.round(rows / 20) * 10;
  const lanes = [...new Set([1, middle, rows])].filter((row) => row >= 1);
  return (
    <svg className={styles.gutter} width="52" height={height} aria-hidden="true">
      {axis.lagTicks.map((ms) => (
        <text key={ms} x="44" y={rulerHeight + heights.lag * (1 - ms / axis.lagTopMs) + (ms === 0 ? -4 : 0)}>
          {formatNumber(ms)}
        </text>
      ))}
      <text x="44" y={beatsTop + heights.beats / 2}>
        {beats}
      </text>
      {lanes.map((row) => (
        <text key={`lane ${row}`} x="44" y={lanesTop + ((row - 0.5) / rows) * heights.lanes}>
          {row}
        </text>
      ))}
    </svg>
  );
}

type RulerProps = { axis: Axis; percent: (ms: number) => string; besidePlayhead: (ms: number) => boolean };

function Ruler({ axis, percent, besidePlayhead }: RulerProps) {
  const last = axis.ticks.major.at(-1);
  return (
    <g className={styles.ruler}>
      {axis.ticks.minor.map((ms) => (
        <line key={ms} x1={percent(ms)} x2={percent(ms)} y1={rulerHeight - 7} y2={rulerHeight - 3} />
      ))}
      {axis.ticks.major.map((ms) => (
        <text
          key={ms}
          x={percent(ms)}
          y={rulerHeight - 17}
          data-tick={ms}
          data-hidden={besidePlayhead(ms) || undefined}
        >
          {formatNumber(ms)}
          {ms === last && " ms"}
        </text>
      ))}
      <line x2="100%" y1={rulerHeight - 3} y2={rulerHeight - 3} />
    </g>
  );
}

function Words({ frame: { lag, answered, waiting } }: { frame: Frame }) {
  const labels: [string, Label, number][] = [
    ["lag", lag, rulerHeight],
    ["answered", answered, lanesTop],
    ["waiting", waiting, lanesTop],
  ];
  return labels.map(([name, { text, at, y, side, alarm }, top]) => (
    <g key={name} transform={`translate(0 ${top})`}>
      <text className={styles.says} data-says={name} data-side={side} data-alarm={alarm} x={at} y={y}>
        {text}
      </text>
    </g>
  ));
}

function Playhead({ frame: { passed, dot, open }, chip }: { frame: Frame; chip: string }) {
  return (
    <svg data-head x={passed} overflow="visible" aria-hidden="true">
      <path className={styles.open} data-open data-hidden={!open || undefined} d={hatch} />
      <line className={styles.head} y1={rulerHeight - 3} y2={height} />
      <rect className={styles.chip} x="-29" y={rulerHeight - 23} width="58" height="20" rx="3" />
      <text className={styles.chipText} data-chip y={rulerHeight - 13}>
        {chip}
      </text>
      <g transform={`translate(0 ${rulerHeight})`}>
        <circle className={styles.dot} data-dot data-hidden={dot === null || undefined} cy={dot ?? 0} r="5" />
      </g>
    </svg>
  );
}
