"use client";
import type { RunEvent } from "#protocol";
import { formatNumber as n } from "../i18n/number.ts";
import { useBench } from "./context.ts";
import marks from "./marks.module.css";
import styles from "./observatory.module.css";
import { Strip, useAxis } from "./plot.tsx";
import { xOf } from "./scale.ts";
import { type Connections, type LockWait, type ServicePaths, serviceNumbers } from "./service-paths.ts";
import { drawnWordsOf } from "./words/drawn/index.ts";

/** The databases beside a run: under a heading of their own, so that nobody takes their work for the program's. */
type Props = {
  id: string;
  connections: Connections;
  paths: ServicePaths;
  pitch: number;
  events: readonly RunEvent[];
};

/** Room for the heading. */
const topPx = 22;
/** A row's number, or a name in a box, needs this much. */
const textPx = 13;

/** Rows as tall as reads well, in no more space than the program's own. */
export const pitchOf = (rows: number, paired: boolean) =>
  Math.max(2, Math.min(paired ? 14 : 18, (paired ? 100 : 200) / Math.max(rows, 1)));

export function ServiceLanes({ id, connections, paths, pitch, events }: Props) {
  const { service: words } = drawnWordsOf(useBench().locale);
  const { names, waits } = connections;
  const every = Math.ceil(textPx / pitch);
  const numbers = serviceNumbers(events, Object.keys(words.numbers) as (keyof typeof words.numbers)[]);
  return (
    <>
      {names.length > 0 && (
        <Strip
          height={topPx + names.length * pitch + 6}
          variant={id}
          ticks={names.flatMap((text, row) =>
            row % every === 0 ? [{ y: topPx + (row + 0.5) * pitch, text, line: false }] : [],
          )}
          over={
            <p className={styles.stripTitle}>
              PostgreSQL <span>{words.rows}</span>
            </p>
          }
        >
          <line className={styles.base} x1="0" x2="100%" y1="0.5" y2="0.5" />
          <g transform={`translate(0 ${topPx})`}>
            <path className={marks.run} d={paths.run} />
            <path className={marks.lock} d={paths.lock} />
            <path className={marks.answered} d={paths.answered} />
            {pitch >= textPx &&
              waits.map((wait) => <Waits key={`${wait.row} ${wait.startMs}`} {...wait} pitch={pitch} />)}
          </g>
        </Strip>
      )}
      {numbers.length > 0 && (
        <ul className={styles.numbers}>
          {numbers.map(({ name, most }) => (
            <li key={name}>
              {words.numbers[name]} <b>{n(most)}</b>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** For whom, where the box has room for it. */
function Waits({ row, startMs, endMs, for: whom, pitch }: LockWait & { pitch: number }) {
  const { service: words } = drawnWordsOf(useBench().locale);
  const { scale } = useAxis();
  const text = words.waits(whom);
  const x = xOf(scale, startMs);
  // Letters are at most about this wide, Hangul's the widest.
  if (xOf(scale, endMs) - x < text.length * 8 + 8) return null;
  return (
    <text className={marks.lockText} x={x + 5} y={(row + 0.5) * pitch + 4}>
      {text}
    </text>
  );
}
