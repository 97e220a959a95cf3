"use client";
import { useState } from "react";
import type { measure } from "#protocol";
import * as read from "#protocol/measure";
import { formatNumber as n } from "../i18n/number.ts";
import { useBench } from "./context.ts";
import { cutByBlocks } from "./lane-paths.ts";
import { announced, laneRows } from "./lane-rows.ts";
import { readLabel } from "./service-paths.ts";
import type { Run } from "./store.ts";
import styles from "./tables.module.css";
import { drawnWordsOf } from "./words/drawn/index.ts";

/** The same run in numbers: what the charts draw, as tables. Made when somebody opens them. */
const mostRows = 200;

export function Tables({ run, name }: { run: Run; name: string | null }) {
  "use memo";
  const { table: t } = drawnWordsOf(useBench().locale);
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.tables} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t.open}
        {name && ` · ${name}`}
      </summary>
      {open && <Contents run={run} />}
    </details>
  );
}

function Contents({ run }: { run: Run }) {
  "use memo";
  const { table: t } = drawnWordsOf(useBench().locale);
  const { blocks, requests } = run.recording;
  const place = (file?: string | null, line?: number | null) => (file && line ? `${file}:${line}` : "");
  const work = laneRows(read.spans(run.trace).filter(read.isOwn), announced(run.trace.events)).placed;
  const services = read.serviceSpans(run.trace);
  return (
    <>
      <Table
        caption={t.blocks}
        heads={[t.start, t.end, t.duration, t.line]}
        rows={blocks.map(({ startMs, durationMs, file, line }) => [
          n(startMs),
          n(startMs + durationMs),
          n(durationMs),
          place(file, line),
        ])}
      />
      <Table
        caption={t.lanes}
        heads={[t.lane, t.arrived, t.start, t.end, t.ran, t.blocked, t.waited]}
        rows={work.flatMap(({ arrivedMs, span }) =>
          span
            ? [[span.label, n(arrivedMs), n(span.startMs), n(span.endMs), ...spent(span, blocks).map((ms) => n(ms))]]
            : [],
        )}
      />
      {services.length > 0 && (
        <Table
          caption={t.services}
          heads={[t.connection, t.start, t.end, t.ran, t.locked, t.lockedBy]}
          rows={services.map((span) => {
            const { name, for: whom } = readLabel(span.label);
            const [ran, , waited] = spent(span, []);
            return [`postgres ${name}`, n(span.startMs), n(span.endMs), n(ran), n(waited), whom.join(", ")];
          })}
        />
      )}
      <Table
        caption={t.requests}
        heads={[t.intended, t.latency, t.status]}
        rows={requests.map(({ intendedMs, latencyMs, status, error }) => [
          n(intendedMs),
          n(latencyMs),
          String(status ?? error ?? ""),
        ])}
      />
    </>
  );
}

/** Running, running while the loop was blocked, and waiting. */
function spent({ slices }: measure.Span, blocks: Run["recording"]["blocks"]): [number, number, number] {
  let ran = 0;
  let blocked = 0;
  let waited = 0;
  for (const [from, to, kind] of slices) {
    if (kind === "wait" || kind === "pool") waited += to - from;
    else if (kind === "worker") ran += to - from;
    else {
      for (const part of cutByBlocks(from, to, blocks)) {
        if (part.blocked) blocked += part.to - part.from;
        else ran += part.to - part.from;
      }
    }
  }
  return [ran, blocked, waited];
}

function Table({ caption, heads, rows }: { caption: string; heads: string[]; rows: string[][] }) {
  "use memo";
  const { table: t } = drawnWordsOf(useBench().locale);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className={styles.scroll} tabIndex={0}>
      <table>
        <caption>
          {caption}
          {rows.length > mostRows && <span>{t.rest(mostRows)}</span>}
        </caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && (
            <tr>
              <td colSpan={heads.length}>{t.empty}</td>
            </tr>
          )}
          {rows.slice(0, mostRows).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added
            <tr key={index}>
              {row.map((cell, at) => (
                <td key={heads[at]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
