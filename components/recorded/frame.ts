import { type Moments, readingAt } from "./moments.ts";
import type { Words } from "./words.ts";

/** Everything in a recorded panel that changes with time. Rendered once for the still, applied anew while it plays. */
export type Frame = {
  /** How much of the axis has passed, and with it where the playhead stands. */
  passed: string;
  /** Height of the lag dot in its strip, 0 at the axis; null when nothing climbs. */
  dot: number | null;
  block: string;
  /** The loop is still blocked at this moment. */
  open: boolean;
  lag: Label;
  answered: Label;
  waiting: Label;
};

/** `side`: which side of its moment the words stand on; `auto` follows the width of the screen. */
export type Label = { text: string; at: string; y: number; side: "left" | "right" | "auto"; alarm: boolean };

/** The playhead's chip stands among the ruler's labels; one that it would cut in half is not shown. */
export function hidesTick(tickMs: number, atMs: number, axisEndMs: number, plotWidth: number): boolean {
  return (Math.abs(tickMs - atMs) / axisEndMs) * plotWidth < 48;
}

export type Stage = { axisEndMs: number; lagTopMs: number; rows: number; lagHeight: number; lanesHeight: number };

/** Above this a caller would feel it. */
const alarmMs = 50;

export function frameAt(moments: Moments, ms: number, stage: Stage, words: Words): Frame {
  const { axisEndMs, lagTopMs, rows, lagHeight, lanesHeight } = stage;
  const reading = readingAt(moments, ms);
  const percent = (at: number) => `${Math.round((Math.min(at, axisEndMs) / axisEndMs) * 10_000) / 100}%`;
  const sideOf = (at: number) => (at / axisEndMs > 0.72 ? "left" : at / axisEndMs < 0.3 ? "right" : "auto");
  const label = (text: string, at: number, y: number, alarm = false): Label => ({
    text,
    at: percent(at),
    y: Math.round(y),
    side: sideOf(at),
    alarm,
  });
  const lagY = (lagMs: number) => lagHeight * (1 - Math.min(lagMs, lagTopMs) / lagTopMs);
  const nothing = label("", ms, 0);

  if (reading.done) {
    const lastMs = moments.ends.at(-1) ?? 0;
    const { maxLagMs } = moments;
    const alarm = maxLagMs >= alarmMs;
    const longest = Math.max(0, ...moments.blocks.map(([start, end]) => end - start));
    return {
      passed: percent(ms),
      dot: null,
      block: longest >= alarmMs ? words.blockedFor(Math.round(longest)) : "",
      open: false,
      lag: alarm
        ? label(words.lagPeak(Math.round(maxLagMs)), lastMs, 12, true)
        : label(words.lagBelow(Math.max(1, Math.ceil(maxLagMs))), lastMs, lagHeight - 12),
      answered: label(
        words.allAnswered(moments.ends.length, Math.round(lastMs)),
        lastMs,
        lanesHeight * (alarm ? 0.96 : 0.4),
        alarm,
      ),
      waiting: nothing,
    };
  }

  const open = reading.blockedMs !== null && reading.blockedMs >= alarmMs;
  const climbing = reading.lagMs !== null && reading.lagMs >= alarmMs;
  // Three rows below the work in hand there are only the dots of those who wait.
  const y = Math.min((reading.answered / Math.max(1, rows)) * lanesHeight + lanesHeight * 0.1, lanesHeight * 0.76);
  return {
    passed: percent(ms),
    dot: climbing ? Math.round(lagY(reading.lagMs ?? 0)) : null,
    block: open ? words.blocked(Math.round(reading.blockedMs ?? 0)) : "",
    open,
    lag: climbing
      ? label(words.climbing(Math.round(reading.lagMs ?? 0)), ms, Math.max(10, lagY(reading.lagMs ?? 0)), true)
      : nothing,
    answered: label(words.answered(reading.answered), ms, y),
    waiting: reading.notStarted > 0 ? label(words.notStarted(reading.notStarted), ms, y + lanesHeight * 0.19) : nothing,
  };
}
