"use client";
import type { ReactNode } from "react";
import type { Bound } from "../../lessons/types.ts";
import { formatNumber as n } from "../i18n/number.ts";
import { dueMs } from "./bounds.ts";
import { useBench } from "./context.ts";
import type { LanePaths } from "./lane-paths.ts";
import marks from "./marks.module.css";
import styles from "./observatory.module.css";
import { How, Strip, useAxis } from "./plot.tsx";
import { xOf } from "./scale.ts";
import { type DrawnWords, drawnWordsOf } from "./words/drawn/index.ts";

/** One row a request or task, all of a kind in one path. */
type LanesProps = {
  id: string;
  label: string;
  rows: number;
  paths: LanePaths;
  height: number;
  /** The limit on the time it all takes. */
  bound?: Bound | undefined;
  children?: ReactNode;
  /** What others did for it, under its own lanes. */
  beside?: ReactNode;
};

export function Lanes({ id, label, rows, paths, height, bound, children, beside }: LanesProps) {
  "use memo";
  const { words } = useBench();
  const pitch = height / Math.max(rows, 1);
  const labels = rows === 0 ? [] : rowLabels(rows, pitch);
  return (
    <section className={styles.region} aria-label={label}>
      <Strip
        height={height + 12}
        variant={id}
        {...(rows === 0 ? { label: words.strip.lanes } : {})}
        ticks={labels.map((row) => ({ y: 6 + (row - 0.5) * pitch, text: String(row), line: false }))}
        over={
          <>
            {rows === 0 && <How>{words.how.lanes}</How>}
            {bound && <Due bound={bound} />}
          </>
        }
      >
        {children}
        <g transform="translate(0 6)">
          <path className={marks.queued} d={paths.queued} />
          <path className={marks.wait} d={paths.wait} />
          <path className={marks.run} d={paths.run} />
          <path className={marks.over} d={paths.over} />
          <path className={marks.worker} d={paths.worker} />
          <path className={marks.pool} d={paths.pool} />
          <path className={marks.blocked} d={paths.blocked} />
          <path className={marks.answered} d={paths.answered} />
          <path className={marks.failed} d={paths.failed} />
        </g>
      </Strip>
      {beside}
    </section>
  );
}

/** A limit on time is a moment, upright through the lanes. */
function Due({ bound }: { bound: Bound }) {
  "use memo";
  const { locale } = useBench();
  const { scale } = useAxis();
  const ms = dueMs(bound);
  if (ms === null || ms > scale.endMs) return null;
  const x = xOf(scale, ms);
  return (
    <p
      className={styles.due}
      data-side={x > scale.width * 0.8 ? "left" : "right"}
      style={{ left: x }}
      aria-hidden="true"
    >
      <svg width="2" height="100%" aria-hidden="true">
        <line className={marks.limit} x1="1" x2="1" y2="100%" />
      </svg>
      <span>{drawnWordsOf(locale).bound(`${n(bound.most)} ms`)}</span>
    </p>
  );
}

/** The first row, the last, and round numbers between where they have room. */
function rowLabels(rows: number, pitch: number): number[] {
  const step = [5, 10, 25, 50, 100, 250, 500].find((every) => every * pitch >= 24) ?? 1_000;
  const between: number[] = [];
  for (let row = step; row < rows; row += step) if ((rows - row) * pitch >= 14) between.push(row);
  return rows === 1 ? [1] : [1, ...between, rows];
}

type Kind = Exclude<keyof DrawnWords["legend"], "label">;

/** What the marks mean, and only those that are drawn. */
export function Legend({ kinds, says }: { kinds: readonly Kind[]; says: ReactNode }) {
  "use memo";
  const words = drawnWordsOf(useBench().locale);
  return (
    <div className={marks.legend}>
      {kinds.length > 0 && (
        <ul aria-label={words.legend.label}>
          {kinds.map((kind) => (
            <li key={kind}>
              <svg width="16" height="10" aria-hidden="true">
                <LegendMark kind={kind} />
              </svg>
              {words.legend[kind]}
            </li>
          ))}
        </ul>
      )}
      {says}
    </div>
  );
}

function LegendMark({ kind }: { kind: Kind }) {
  "use memo";
  switch (kind) {
    case "blocked":
    case "worker":
    case "pool":
      return <path className={marks[kind]} d="M0.5 1h15v8h-15z" />;
    case "over":
      return <path className={marks.over} d="M0 3h16v4h-16z" />;
    case "run":
      return <path className={marks.run} d="M0 3h16v4h-16z" />;
    case "lock":
      return <path className={marks.lock} d="M0.5 1h15v8h-15z" />;
    case "wait":
      return <path className={marks.wait} d="M0 5h16" />;
    case "queued":
    case "pending":
      return <path className={marks.queued} d="M0 5h16" />;
    case "answered":
      return <path className={marks.answered} d="M8 0v10" />;
    case "server":
      return <path className={marks.serverLag} d="M0 5h16" />;
    case "beat":
      return <path className={marks.beats} d="M2 1v8M7 1v8M12 1v8" />;
    case "ok":
      return <path className={marks.dot} d="M6.5 5h3" />;
    case "timedOut":
      return <path className={marks.failed} d="M4.5 8h7l-3.5 -6z" />;
    case "failed":
    case "failedRequest":
      return <path className={marks.failed} d="M5 2l6 6m0 -6l-6 6" />;
  }
}
