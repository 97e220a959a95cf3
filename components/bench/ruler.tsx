"use client";
import { formatNumber as n } from "../i18n/number.ts";
import styles from "./observatory.module.css";
import { share, useAxis } from "./plot.tsx";
import { anchorOf } from "./scale.ts";

/** The time axis itself, above everything that stands on it. */
export function Ruler() {
  "use memo";
  const { scale, ticks } = useAxis();
  const last = ticks.major.at(-1) ?? 0;
  return (
    <div className={styles.strip}>
      <span />
      <div className={styles.plot}>
        <svg className={styles.ruler} width="100%" height="30" aria-hidden="true">
          <line x1="0" x2="100%" y1="29.5" y2="29.5" />
          {ticks.minor.map((ms) => (
            <line
              key={ms}
              x1={share(ms, scale)}
              x2={share(ms, scale)}
              y1={ticks.major.includes(ms) ? 22 : 26}
              y2="30"
            />
          ))}
          {ticks.major.map((ms) => (
            <text key={ms} x={share(ms, scale)} y="16" textAnchor={anchorOf(ms, scale.endMs)}>
              {n(ms)}
              {ms === last && " ms"}
            </text>
          ))}
        </svg>
      </div>
    </div>
  );
}
