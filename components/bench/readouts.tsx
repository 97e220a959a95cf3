"use client";
import { formatNumber as n } from "../i18n/number.ts";
import { useBench } from "./context.ts";
import { type Reading, restingReadings } from "./readings.ts";
import styles from "./readouts.module.css";

/** A row of readouts: what each is, its number, its unit. */
export function ReadoutRow({ readings }: { readings: readonly Reading[] }) {
  const { words } = useBench();
  return (
    <dl className={styles.row}>
      {readings.map(({ label, value, unit, alarm, of }) => (
        <div
          key={label}
          className={styles.readout}
          data-alarm={alarm || undefined}
          data-now={label === "lagNow" || undefined}
        >
          <dt>{words.readout.names[label]}</dt>
          <dd>
            {value === null ? (
              <>
                <span aria-hidden="true">–</span>
                <span className="visually-hidden">{words.readout.nothing}</span>
              </>
            ) : (
              n(unit === "ms" && value >= 10 ? Math.round(value) : value)
            )}
            <small>{of === undefined ? words.unit[unit] : words.readout.of(n(of))}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

export const RestingReadouts = ({ underLoad }: { underLoad: boolean }) => (
  <ReadoutRow readings={restingReadings(underLoad)} />
);
