"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { axisEnd } from "./axis.ts";
import { boundOf, dueMs, verdictsOn } from "./bounds.ts";
import { useBench, useBenchState } from "./context.ts";
import { lineOf } from "./guess.ts";
import { GuessHandles } from "./guess-handles.tsx";
import { useLive } from "./live-door.ts";
import styles from "./observatory.module.css";
import { AxisContext } from "./plot.tsx";
import { RestingStrips } from "./resting-strips.tsx";
import { Ruler } from "./ruler.tsx";
import { lagTicks, ticksOf } from "./scale.ts";
import { usePaced, useReducedMotion } from "./use-paced.ts";

/** One time axis and everything that stands on it, for one run or for two, one above the other. */
export function Observatory() {
  "use memo";
  const { prediction } = useBench();
  const plots = useRef<HTMLDivElement>(null);
  const width = usePlotWidth(plots);
  const shown = useBenchState((state) => state.shown);
  const allRuns = useBenchState((state) => state.runs);
  const guesses = useBenchState((state) => state.guesses);
  const lookedAt = useBenchState((state) => state.lookedAt);
  // The chart is a slider over time: whoever jumps to a moment goes on from there with the arrow keys.
  useEffect(() => {
    if (lookedAt > 0) plots.current?.querySelector<HTMLElement>("[data-moment]")?.focus();
  }, [lookedAt]);
  const runs = usePaced(allRuns, useReducedMotion() ? 250 : 0);
  const live = useLive();

  const drawn = shown.flatMap((id) => (runs[id] ? [{ id, run: runs[id] }] : []));
  const guessedAs = (line: "time" | "lag") =>
    shown.flatMap((variant) => {
      const asked = prediction?.guesses.find((guess) => guess.variant === variant);
      const ms = guesses[variant];
      return prediction && asked && ms !== undefined && lineOf(prediction, asked.measure) === line
        ? [{ variant, ms }]
        : [];
    });
  const own = guessedAs("time");
  const lagGuesses = guessedAs("lag");
  const due = useBenchState((state) =>
    shown.reduce<number | null>((ms, id) => dueMs(boundOf(verdictsOn(state, id), "total")) ?? ms, null),
  );
  const endMs = axisEnd(
    drawn.map(({ run }) => run),
    [...own.map((guess) => guess.ms), ...(due === null ? [] : [due])],
  );
  // Wide, it scrolls in its panel: who compares two runs wants to see both.
  const compared = drawn.length > 1 && drawn.every(({ run }) => run.state.phase === "ended");
  useEffect(() => {
    if (compared && matchMedia("(width >= 1200px)").matches) plots.current?.scrollIntoView({ block: "nearest" });
  }, [compared]);
  const scale = { endMs, width };
  const lags = [...drawn.map(({ run }) => run.recording.maxLagMs), ...lagGuesses.map(({ ms }) => ms)];
  const axis = { scale, ticks: ticksOf(scale), lagTicks: lagTicks(Math.max(0, ...lags)), guesses: own, lagGuesses };
  let strips: ReactNode = <RestingStrips />;
  if (live && drawn.length > 0) {
    strips = drawn.map(({ id, run }) => <live.RunStrips key={id} id={id} run={run} paired={drawn.length > 1} />);
  }
  return (
    <AxisContext value={axis}>
      <div className={styles.observatory} ref={plots}>
        <div className={styles.top}>
          <Ruler />
          <GuessHandles />
          {live && drawn.length > 0 && <live.TimeChip />}
        </div>
        {strips}
      </div>
    </AxisContext>
  );
}

/** Until the page is measured the width of a wide one is taken; only the ruler's labels depend on it. */
const wideWidth = 731;

function usePlotWidth(plots: React.RefObject<HTMLDivElement | null>): number {
  "use memo";
  const [width, setWidth] = useState(wideWidth);
  useEffect(() => {
    const plot = plots.current?.querySelector(`.${styles.plot}`);
    if (!plot) return;
    const observer = new ResizeObserver(([entry]) => {
      const measured = entry?.contentRect.width ?? 0;
      if (measured > 0) setWidth(Math.round(measured));
    });
    observer.observe(plot);
    return () => observer.disconnect();
  }, [plots]);
  return width;
}
