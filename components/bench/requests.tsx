"use client";
import type { EventData } from "#protocol";
import * as measure from "#protocol/measure";
import { formatNumber as n } from "../i18n/number.ts";
import { Bands } from "./bands.tsx";
import { useBench } from "./context.ts";
import marks from "./marks.module.css";
import styles from "./observatory.module.css";
import { How, Strip, useAxis } from "./plot.tsx";
import { logScale, logTicks, scatterPaths, yOf } from "./scatter.ts";
import type { Run } from "./store.ts";

/** Response times on a log scale at the moment each request was due; p50 and p99 named on their lines. */
const height = 160;
/** For its title, and for the word on a line near the top. */
const headroom = 20;

type RequestsProps = { id: string; label: string; run: Run; expected: boolean };

export function Requests({ id, label, run, expected }: RequestsProps) {
  "use memo";
  const { words } = useBench();
  const { requests, blocks } = run.recording;
  return (
    <section
      className={styles.region}
      aria-label={label}
      data-place={requests.length > 0 || expected ? "above" : "below"}
    >
      {requests.length === 0 && !expected ? (
        <p className={styles.quiet}>{words.how.requests}</p>
      ) : (
        <Scatter id={id} requests={requests} blocks={blocks} />
      )}
    </section>
  );
}

type ScatterProps = { id: string; requests: EventData<"request">; blocks: EventData<"block">[] };

function Scatter({ id, requests, blocks }: ScatterProps) {
  "use memo";
  const { words } = useBench();
  const { scale } = useAxis();
  const latencies = requests.map((request) => request.latencyMs);
  const y = logScale(latencies, height - headroom - 6);
  const at = (ms: number) => headroom + yOf(y, ms);
  const drawn = scatterPaths(requests, scale, y);
  const named = ([50, 99] as const).flatMap((p) => {
    const ms = measure.percentile(latencies, p);
    return ms === null ? [] : [{ p, ms }];
  });
  return (
    <Strip
      height={height}
      variant={id}
      base={height - 0.5}
      ticks={logTicks(y).map((ms) => ({ y: at(ms), text: n(ms) }))}
      over={
        <>
          <p className={styles.stripTitle}>{words.strip.latency}</p>
          {requests.length === 0 && <How>{words.how.requests}</How>}
        </>
      }
    >
      <Bands blocks={blocks} height={height} />
      <g transform={`translate(0 ${headroom})`}>
        <path className={marks.dot} d={drawn.answered} />
        <path className={marks.failed} d={drawn.failed} />
        <path className={marks.failed} d={drawn.timedOut} />
      </g>
      {named.map(({ p, ms }) => (
        <g key={p}>
          <line className={marks.limit} x1="0" x2="100%" y1={at(ms)} y2={at(ms)} />
          <text className={marks.limitText} x="100%" dx="-4" y={at(ms) + (p === 50 ? 13 : -4)} textAnchor="end">
            {`p${p} ${n(Math.round(ms))}`}
          </text>
        </g>
      ))}
    </Strip>
  );
}
