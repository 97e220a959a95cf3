"use client";
import { createContext, type ReactNode, useContext } from "react";
import { useBenchState } from "./context.ts";
import styles from "./observatory.module.css";
import type { Scale, Ticks } from "./scale.ts";

/**
 * What all strips share: the time axis, and the lines that go through every one of them. Each strip draws
 * its own piece of those lines; strips stand without gaps, so the pieces make one line.
 */
export type Axis = {
  scale: Scale;
  ticks: Ticks;
  /** The lag axis, the same for every run shown. */
  lagTicks: readonly number[];
  /** Guesses on this axis, each of the variant it belongs to. */
  guesses: readonly { variant: string; ms: number }[];
  /** Guesses of how high the lag climbs. */
  lagGuesses: readonly { variant: string; ms: number }[];
};

export const AxisContext = createContext<Axis | null>(null);

export function useAxis(): Axis {
  "use memo";
  const axis = useContext(AxisContext);
  if (!axis) throw new Error("expected to stand on an axis, got none");
  return axis;
}

/** A share of the width, so that what the server draws fits any page. */
export const share = (ms: number, { endMs }: Scale) => `${Math.round((ms / endMs) * 1e4) / 100}%`;

type StripProps = {
  height: number;
  /** Its name in the gutter, and where. */
  label?: string;
  labelY?: number;
  /** Values in the gutter. */
  ticks?: readonly { y: number; text: string; line?: boolean }[];
  /** The solid line it stands on. */
  base?: number;
  variant?: string;
  children?: ReactNode;
  /** HTML over the drawing. */
  over?: ReactNode;
};

export function Strip({ height, label, labelY = 16, ticks = [], base, variant, children, over }: StripProps) {
  "use memo";
  const { scale, ticks: time, guesses } = useAxis();
  return (
    <div className={styles.strip}>
      <svg className={styles.gutter} height={height} aria-hidden="true">
        {label && (
          <text x="100%" dx="-8" y={labelY} textAnchor="end">
            {label}
          </text>
        )}
        {ticks.map(({ y, text }) => (
          <text key={text} x="100%" dx="-8" y={y + 4} textAnchor="end">
            {text}
          </text>
        ))}
      </svg>
      <div className={styles.plot}>
        <svg className={styles.drawing} width="100%" height={height} aria-hidden="true">
          {time.major.map((ms) => (
            <line key={ms} className={styles.grid} x1={share(ms, scale)} x2={share(ms, scale)} y1="0" y2={height} />
          ))}
          {ticks.map(
            ({ y, text, line }) =>
              line !== false && <line key={text} className={styles.grid} x1="0" x2="100%" y1={y} y2={y} />,
          )}
          {base !== undefined && <line className={styles.base} x1="0" x2="100%" y1={base} y2={base} />}
          {children}
          {guesses
            .filter((guess) => guess.ms <= scale.endMs && (variant === undefined || guess.variant === variant))
            .map((guess) => (
              <line
                key={guess.variant}
                className={styles.guess}
                x1={share(guess.ms, scale)}
                x2={share(guess.ms, scale)}
                y1="0"
                y2={height}
              />
            ))}
          <CursorLine height={height} />
        </svg>
        {over}
        <Veil />
      </div>
    </div>
  );
}

/** It moves with every frame of a replay, so it alone reads the moment: the strips are not drawn again. */
function CursorLine({ height }: { height: number }) {
  "use memo";
  const { scale } = useAxis();
  const cursorMs = useBenchState((state) => state.cursorMs);
  if (cursorMs === null) return null;
  const x = share(cursorMs, scale);
  return <line className={styles.cursor} x1={x} x2={x} y1="0" y2={height} />;
}

/** In a replay, over what has not happened yet. */
function Veil() {
  "use memo";
  const { scale } = useAxis();
  const fromMs = useBenchState(({ replay, cursorMs }) => (replay === "off" ? null : cursorMs));
  if (fromMs === null) return null;
  return <div className={styles.veil} style={{ left: share(fromMs, scale) }} />;
}

/** How to read a strip, while it is empty. */
export const How = ({ children }: { children: ReactNode }) => <p className={styles.how}>{children}</p>;
