"use client";
import { useBench, useBenchState } from "./context.ts";
import { GuessFlag } from "./guess-handles.tsx";
import styles from "./observatory.module.css";
import { How, Strip } from "./plot.tsx";

/** The observatory before a run: its axes, and one sentence a strip on how to read it. */

export const lagHeight = 108;
export const beatHeight = 26;
export const lanesHeight = 172;
const restingRows = 20;

export function RestingStrips() {
  const { words } = useBench();
  const rows = Array.from({ length: restingRows + 1 }, (_, index) => 6 + (index * (lanesHeight - 16)) / restingRows);
  return (
    <>
      <section className={styles.region} aria-label={words.region.loop}>
        <Strip height={lagHeight} label={words.strip.lag} base={lagHeight - 0.5} over={<RestingLag />} />
        <Strip
          height={beatHeight}
          label={words.strip.beats}
          base={beatHeight - 0.5}
          over={<How>{words.how.beats}</How>}
        />
      </section>
      <section className={styles.region} aria-label={words.region.lanes}>
        <Strip height={lanesHeight} label={words.strip.lanes} over={<How>{words.how.lanes}</How>}>
          {rows.map((y) => (
            <line key={y} className={styles.grid} x1="0" x2="100%" y1={y} y2={y} />
          ))}
        </Strip>
      </section>
      <section className={styles.region} aria-label={words.region.requests}>
        <p className={styles.quiet}>{words.how.requests}</p>
      </section>
    </>
  );
}

function RestingLag() {
  const { words } = useBench();
  const open = useBenchState((state) => state.open);
  return (
    <>
      <How>{words.how.lag}</How>
      <GuessFlag variant={open} />
    </>
  );
}
