"use client";
import * as measure from "#protocol/measure";
import { formatNumber as n } from "../i18n/number.ts";
import { bringBack, ranOtherCode } from "./bring-back.ts";
import { useBench, useBenchState } from "./context.ts";
import { choose, numbered, recordedKeys, variantIdOf } from "./past.ts";
import { replayWordsOf } from "./replay-words.ts";
import { endWords } from "./run-state-chip.tsx";
import type { Run } from "./store.ts";
import styles from "./transport.module.css";

/** The runs this bench still remembers, one or two of them on the axis. */
export function RunsTable() {
  const { store, words, locale, readOnly } = useBench();
  const says = replayWordsOf(locale).table;
  const runs = useBenchState((state) => state.runs);
  const shown = useBenchState((state) => state.shown);
  const variants = useBenchState((state) => state.variants);
  const otherCode = useBenchState((state) =>
    Object.keys(state.runs)
      .filter((key) => ranOtherCode(state, key))
      .join(" "),
  ).split(" ");
  return (
    <div className={styles.runs}>
      <table>
        <caption>{says.caption}</caption>
        <thead>
          <tr>
            {[says.shown, says.run, says.end, says.max, says.p99].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {recordedKeys(runs).map((key) => {
            const run = runs[key];
            if (!run) return null;
            const label = variants.find(({ id }) => id === variantIdOf(key))?.label[locale] ?? "";
            const name = numbered(label, run.number, words);
            const { maxLagMs, p99 } = figures(run);
            return (
              <tr key={key}>
                <td>
                  <input
                    type="checkbox"
                    checked={shown.includes(key)}
                    aria-label={says.show(name)}
                    onChange={() => choose(store, key)}
                  />
                </td>
                <th scope="row">{name}</th>
                <td>{endWords(run, words)}</td>
                <td>{maxLagMs === null ? "–" : `${n(Math.round(maxLagMs))} ms`}</td>
                <td>{p99 === null ? "–" : `${n(Math.round(p99))} ms`}</td>
                <td>
                  {otherCode.includes(key) && !readOnly && (
                    <button
                      type="button"
                      aria-label={`${says.bringBack}: ${name}`}
                      onClick={() => bringBack(store, key)}
                    >
                      {says.bringBack}
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const figures = ({ trace }: Run) => ({
  maxLagMs: measure.maxLagMs(trace),
  p99: measure.percentile(measure.latencies(trace), 99),
});
