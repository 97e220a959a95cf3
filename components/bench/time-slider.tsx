"use client";
import type { KeyboardEvent, PointerEvent } from "react";
import { formatNumber as n } from "../i18n/number.ts";
import { useBench, useBenchState } from "./context.ts";
import { blockAt, lagAt, moveMoment } from "./moment.ts";
import styles from "./observatory.module.css";
import { useAxis } from "./plot.tsx";
import { goToLine } from "./pointing.ts";
import { leaveReplay, playOrHold, scrub } from "./replay.ts";
import { isUnderWay } from "./run-state.ts";
import { msAt, xOf } from "./scale.ts";
import type { Run } from "./store.ts";

/** The scrubber: the lag strip is a slider over time, for pointer and keys alike. */
export function TimeSlider({ id, run, height }: { id: string; run: Run; height: number }) {
  "use memo";
  const { store, words } = useBench();
  const { scale } = useAxis();
  const cursorMs = useBenchState((state) => state.cursorMs);
  const { recording } = run;
  const endMs = recording.nowMs;
  const at = cursorMs ?? endMs;
  const lag = lagAt(recording, at);

  const goTo = (ms: number) => scrub(store, ms, id);
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    const moved = moveMoment({ key, shift: shiftKey }, at, { endMs, blocks: recording.blocks });
    if (moved !== null) goTo(moved);
    else if (key === " ") playOrHold(store);
    else if (key === "Enter") {
      const block = blockAt(recording, at);
      if (block?.file && block.line) goToLine(store, { file: block.file, line: block.line }, id);
    } else if (key === "Escape" && cursorMs !== null && !isUnderWay(run.state)) {
      leaveReplay(store);
    } else return;
    event.preventDefault();
  };
  const onPointer = ({ currentTarget, clientX, buttons, type }: PointerEvent<HTMLElement>) => {
    if (type === "pointermove" && buttons === 0) return;
    goTo(Math.min(msAt(scale, clientX - currentTarget.getBoundingClientRect().left), endMs));
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      data-moment=""
      className={styles.slider}
      style={{ height }}
      aria-label={words.strip.position}
      aria-valuemin={0}
      aria-valuemax={Math.round(endMs)}
      aria-valuenow={Math.round(at)}
      aria-valuetext={[words.strip.at(n(Math.round(at))), lag !== null && words.strip.atLag(n(Math.round(lag)))]
        .filter(Boolean)
        .join(", ")}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onPointer(event);
      }}
      onPointerMove={onPointer}
    />
  );
}

/** The scrubber's time, on the ruler. */
export function TimeChip() {
  "use memo";
  const { words } = useBench();
  const { scale } = useAxis();
  const cursorMs = useBenchState((state) => state.cursorMs);
  if (cursorMs === null) return null;
  return (
    <span className={styles.chip} style={{ left: xOf(scale, cursorMs) }} aria-hidden="true">
      {words.strip.at(n(Math.round(cursorMs)))}
    </span>
  );
}
