"use client";
import { useEffect, useState } from "react";
import { formatNumber as n } from "../i18n/number.ts";
import { useBench, useBenchState } from "./context.ts";
import { isOverlaid, overlay, previousOf, recordedKeys } from "./past.ts";
import { advance, canReplay, endOf, playOrHold, scrub, speeds } from "./replay.ts";
import { replayWordsOf } from "./replay-words.ts";
import { RunsTable } from "./runs-table.tsx";
import styles from "./transport.module.css";
import { useReducedMotion } from "./use-paced.ts";

/** Replaying what is on the axis, and what else may be laid on it. */
export function Transport() {
  "use memo";
  const { store, locale } = useBench();
  const words = replayWordsOf(locale);
  const ready = useBenchState(canReplay);
  const playing = useBenchState((state) => state.replay === "playing");
  const speed = useBenchState((state) => state.speed);
  const overlaid = useBenchState(isOverlaid);
  const previous = useBenchState((state) => previousOf(state.runs, state.open) !== null);
  const kept = useBenchState((state) => recordedKeys(state.runs).length);
  const [listed, setListed] = useState(false);
  useClock(playing);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a line with its legend */}
      <div role="group" aria-label={words.label} className={styles.transport}>
        <button
          type="button"
          className={styles.play}
          aria-label={playing ? words.hold : words.play}
          disabled={!ready}
          onClick={() => playOrHold(store)}
        >
          <svg width="12" height="12" viewBox="0 0 14 14" aria-hidden="true">
            <path d={playing ? "M2 1h3.5v12H2zM8.5 1H12v12H8.5z" : "M3 1l10 6-10 6z"} fill="currentColor" />
          </svg>
        </button>
        <Position />
        <fieldset className={styles.speeds} disabled={!ready}>
          <legend className="visually-hidden">{words.speed}</legend>
          {speeds.map((times) => (
            <label key={times}>
              <input
                type="radio"
                name="speed"
                checked={speed === times}
                onChange={() => store.setState({ speed: times })}
              />
              <span>{words.times(times)}</span>
            </label>
          ))}
        </fieldset>
        {previous && (
          <button
            type="button"
            className={styles.choice}
            aria-pressed={overlaid}
            disabled={!ready}
            onClick={() => overlay(store)}
          >
            {words.overlay}
          </button>
        )}
        {kept > 1 && (
          <button
            type="button"
            className={styles.choice}
            aria-expanded={listed}
            disabled={!ready}
            onClick={() => setListed(!listed)}
          >
            {words.runs(kept)}
          </button>
        )}
      </div>
      {listed && ready && kept > 1 && <RunsTable />}
    </>
  );
}

function Position() {
  "use memo";
  const { store, locale } = useBench();
  const words = replayWordsOf(locale);
  const ready = useBenchState(canReplay);
  const endMs = useBenchState(endOf);
  const cursorMs = useBenchState((state) => state.cursorMs);
  const at = Math.min(cursorMs ?? endMs, endMs);
  const passed = endMs > 0 ? `${(at / endMs) * 100}%` : "0%";
  return (
    <>
      <input
        type="range"
        className={styles.range}
        style={{ "--passed": passed } as React.CSSProperties}
        min="0"
        max={Math.round(endMs)}
        value={Math.round(at)}
        disabled={!ready}
        aria-label={words.position}
        aria-valuetext={`${n(Math.round(at))} ms`}
        onChange={(event) => scrub(store, event.target.valueAsNumber)}
        onKeyDown={(event) => {
          if (event.key !== " ") return;
          event.preventDefault();
          playOrHold(store);
        }}
      />
      <span className={styles.clock}>{words.clock(n(Math.round(at)), n(Math.round(endMs)))}</span>
    </>
  );
}

/** Every frame; four times a second where motion is unwanted. */
function useClock(playing: boolean): void {
  "use memo";
  const { store } = useBench();
  const calm = useReducedMotion();
  useEffect(() => {
    if (!playing) return;
    let before = performance.now();
    const step = () => {
      const now = performance.now();
      advance(store, now - before);
      before = now;
    };
    if (calm) {
      const timer = setInterval(step, 250);
      return () => clearInterval(timer);
    }
    let frame = requestAnimationFrame(function tick() {
      step();
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, calm, store]);
}
