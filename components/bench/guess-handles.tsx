"use client";
import type { KeyboardEvent, PointerEvent } from "react";
import { formatNumber as n } from "../i18n/number.ts";
import { useBench, useBenchState } from "./context.ts";
import styles from "./guess.module.css";
import { clampGuess, mostGuess, moveGuess } from "./guess.ts";
import { useAxis } from "./plot.tsx";
import { msAt, xOf } from "./scale.ts";
import { setGuess, variantOf } from "./store.ts";

/** Each guess's pentagon on the ruler and its flag: dragged, or moved with the arrow keys. */
export function GuessHandles() {
  "use memo";
  const { guesses } = useAxis();
  return guesses.map((guess) => <Handle key={guess.variant} {...guess} several={guesses.length > 1} />);
}

function Handle({ variant, ms, several }: { variant: string; ms: number; several: boolean }) {
  "use memo";
  const { store, words, locale } = useBench();
  const { scale } = useAxis();
  const label = useBenchState((state) => variantOf(state, variant).label[locale]);

  const onKeyDown = (event: KeyboardEvent) => {
    const moved = moveGuess(ms, event.key, event.shiftKey, "ms");
    if (moved === null) return;
    event.preventDefault();
    setGuess(store, variant, moved);
  };
  const onPointerMove = ({ currentTarget, clientX, buttons }: PointerEvent<HTMLElement>) => {
    const ruler = currentTarget.parentElement?.getBoundingClientRect();
    if (!ruler || buttons === 0) return;
    // To the nearest ten: a finger is no finer.
    const at = msAt(scale, clientX - ruler.left);
    setGuess(store, variant, clampGuess(Math.round(at / 10) * 10, "ms"));
  };
  return (
    <div className={styles.handles}>
      <span
        role="slider"
        tabIndex={0}
        className={styles.handle}
        style={{ left: xOf(scale, ms) }}
        aria-label={several ? `${label}: ${words.guess.handle}` : words.guess.handle}
        aria-valuemin={0}
        aria-valuemax={mostGuess.ms}
        aria-valuenow={ms}
        aria-valuetext={`${n(ms)} ms`}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
      >
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <path d={ms > scale.endMs ? "M0 0h6l6 6-6 6H0z" : "M0 0h12v7l-6 5-6-5z"} />
        </svg>
      </span>
    </div>
  );
}

/** A guess's flag, beside its line in the strip of its own run. One beyond the axis points to where it lies. */
export function GuessFlag({ variant }: { variant: string }) {
  "use memo";
  const { words } = useBench();
  const { scale, guesses } = useAxis();
  const guess = guesses.find((known) => known.variant === variant);
  if (!guess) return null;
  const x = xOf(scale, guess.ms);
  return (
    <span className={styles.flag} style={{ left: x }} data-side={x > scale.width * 0.72 ? "left" : "right"}>
      {words.guess.mine(`${n(guess.ms)} ms`)}
      {guess.ms > scale.endMs && " →"}
    </span>
  );
}

/** A guessed lag lies across its run's lag strip. */
export function LagGuess({ variant, y }: { variant: string; y: (ms: number) => number }) {
  "use memo";
  const { words } = useBench();
  const guess = useAxis().lagGuesses.find((known) => known.variant === variant);
  if (!guess) return null;
  return (
    <span className={styles.lagGuess} style={{ top: y(guess.ms) }}>
      <span>{words.guess.mine(`${n(guess.ms)} ms`)}</span>
    </span>
  );
}
