import { blocksOf, measure, type Trace } from "#protocol";
import { lanePaths } from "../bench/lane-paths.ts";
import styles from "./course.module.css";

const width = 126;
const height = 26;
/** More rows than this cannot be told apart at the size of a card. */
const mostRows = 6;

/** The lanes of a lesson's own recording, at the size of a card: neighbours share a row, nothing is left out. */
export function Thumbnail({ trace }: { trace: Trace }) {
  const spans = measure.spans(trace).filter(measure.isOwn);
  const rows = Math.min(mostRows, spans.length);
  const endMs = Math.max(1, ...spans.map((span) => span.endMs));
  // A card shows the work, not what the run did before it.
  const from = Math.floor(((spans[0]?.startMs ?? 0) / endMs) * width);
  const placed = spans.map((span, index) => ({
    row: Math.floor((index * rows) / spans.length),
    arrivedMs: span.startMs,
    span,
  }));
  const paths = lanePaths(
    { rows, placed },
    {
      scale: { endMs, width },
      pitch: height / Math.max(rows, 1),
      blocks: blocksOf(trace),
      nowMs: endMs,
      brokenAtMs: null,
    },
  );
  return (
    <svg
      className={styles.thumbnail}
      viewBox={`${from} 0 ${width - from} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className={styles.wait} d={paths.wait} />
      <path className={styles.run} d={paths.run + paths.worker + paths.pool} />
      <path className={styles.blocked} d={paths.blocked} />
    </svg>
  );
}
