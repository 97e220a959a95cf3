"use client";
import * as measure from "#protocol/measure";
import { formatNumber as n } from "../i18n/number.ts";
import { useBench } from "./context.ts";
import { announced } from "./lane-rows.ts";
import { type Change, changeOf } from "./pair.ts";
import { type Reading, readings } from "./readings.ts";
import styles from "./readouts.module.css";
import { isUnderWay } from "./run-state.ts";
import type { Run } from "./store.ts";
import { usePaced } from "./use-paced.ts";

/** Two runs in numbers, one above the other, and what the second changed. */
export function PairReadouts({ runs: now }: { runs: readonly { name: string; run: Run }[] }) {
  "use memo";
  const { words } = useBench();
  const runs = usePaced(now, now.some(({ run }) => isUnderWay(run.state)) ? 100 : 0);
  const rows = runs.map(({ name, run }) => ({ name, readings: readings(run, measure, announced(run.trace.events)) }));
  const [first, second] = rows;
  const over = runs.every(({ run }) => !isUnderWay(run.state));
  if (!first) return null;
  return (
    <table className={styles.pair}>
      <thead>
        <tr>
          <td />
          {first.readings.map(({ label }) => (
            <th key={label} scope="col">
              {words.readout.names[label]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, readings: row }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {first.readings.map(({ label }) => (
              <td key={label}>
                <Value reading={row.find((reading) => reading.label === label)} />
              </td>
            ))}
          </tr>
        ))}
        {second && over && (
          <tr className={styles.change}>
            <th scope="row">{words.readout.change}</th>
            {first.readings.map((before) => (
              <td key={before.label}>
                {said(
                  changeOf(
                    before,
                    second.readings.find(({ label }) => label === before.label),
                  ),
                  before,
                  words.readout,
                )}
              </td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Value({ reading }: { reading: Reading | undefined }) {
  "use memo";
  const { words } = useBench();
  if (!reading || reading.value === null) return "–";
  const { value, unit, alarm } = reading;
  return (
    <span data-alarm={alarm || undefined}>
      <b>{n(unit === "ms" && value >= 10 ? Math.round(value) : value)}</b> <small>{words.unit[unit]}</small>
    </span>
  );
}

type ChangeWords = {
  same: string;
  faster: (by: string) => string;
  slower: (by: string) => string;
  times: (by: string) => string;
};

function said(change: Change | null, { unit }: Reading, words: ChangeWords): string {
  if (!change) return "";
  if (change.kind === "same") return words.same;
  if (change.kind === "by")
    return `${change.amount > 0 ? "+" : "−"}${n(Math.abs(change.amount))}${unit === "ms" ? " ms" : ""}`;
  const by = n(change.factor >= 10 ? Math.round(change.factor) : change.factor);
  if (unit === "count") return words.times(by);
  return change.less ? words.faster(by) : words.slower(by);
}
