"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Locale } from "../../lessons/types.ts";
import { type Frame, frameAt, hidesTick, type Label, type Stage } from "./frame.ts";
import type { Moments } from "./moments.ts";
import styles from "./recorded.module.css";
import { wordsOf } from "./words.ts";

type Props = {
  locale: Locale;
  endMs: number;
  stillMs: number;
  runs: { moments: Moments; stage: Stage }[];
  children: ReactNode;
};

/** Slow enough to watch a block of a second being felt. */
const speed = 0.25;

/**
 * Plays the pair. React draws the still and the controls; a frame writes into the pictures directly, one window,
 * one playhead and four labels a panel, so playing costs no rendering.
 */
export function Player({ locale, endMs, stillMs, runs, children }: Props) {
  "use memo";
  const root = useRef<HTMLDivElement>(null);
  const at = useRef(stillMs);
  const plotWidth = useRef(0);
  const [playing, setPlaying] = useState(false);
  const words = wordsOf[locale];

  const show = (ms: number) => {
    at.current = ms;
    const { current } = root;
    if (!current) return;
    const panels = current.querySelectorAll("[data-run]");
    plotWidth.current ||= panels[0]?.querySelector("[data-plot]")?.getBoundingClientRect().width ?? 0;
    runs.forEach(({ moments, stage }, index) => {
      const panel = panels[index];
      if (!panel) return;
      apply(panel, frameAt(moments, ms, stage, words), words.at(Math.round(ms)));
      for (const tick of panel.querySelectorAll("[data-tick]")) {
        const tickMs = Number(tick.getAttribute("data-tick"));
        tick.toggleAttribute("data-hidden", hidesTick(tickMs, ms, stage.axisEndMs, plotWidth.current));
      }
    });
    const slider = current.querySelector("input");
    if (slider) {
      slider.value = String(Math.round(ms));
      slider.ariaValueText = words.at(Math.round(ms));
      slider.style.setProperty("--passed", `${(ms / endMs) * 100}%`);
    }
    const clock = current.querySelector("[data-clock]");
    if (clock) clock.textContent = `${Math.round(ms)} / ${words.at(Math.round(endMs))}`;
  };

  useEffect(() => {
    if (!playing) return;
    let before = performance.now();
    let handle = requestAnimationFrame(function tick(now) {
      const next = at.current + (now - before) * speed;
      before = now;
      show(Math.min(next, endMs));
      if (next >= endMs) setPlaying(false);
      else handle = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(handle);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, to fit the still to the width it has here
  useEffect(() => show(at.current), []);

  useEffect(
    () =>
      onceIdleAndSeen(root.current, () => {
        at.current = 0;
        setPlaying(true);
      }),
    [],
  );

  return (
    <div ref={root}>
      <div className={styles.panels}>{children}</div>
      <div className={styles.controls}>
        <button
          type="button"
          aria-label={playing ? words.pause : words.play}
          onClick={() => {
            if (!playing && at.current >= endMs) at.current = 0;
            setPlaying(!playing);
          }}
        >
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
            <path d={playing ? "M2 1h3.5v12H2zM8.5 1H12v12H8.5z" : "M3 1l10 6-10 6z"} fill="currentColor" />
          </svg>
        </button>
        <input
          type="range"
          min="0"
          max={Math.round(endMs)}
          defaultValue={stillMs}
          aria-label={words.position}
          aria-valuetext={words.at(stillMs)}
          onInput={(event) => {
            setPlaying(false);
            show(event.currentTarget.valueAsNumber);
          }}
        />
        <span data-clock>{`${stillMs} / ${words.at(Math.round(endMs))}`}</span>
      </div>
    </div>
  );
}

function apply(panel: Element, frame: Frame, chip: string): void {
  const find = (selector: string) => panel.querySelector(selector);
  find("[data-window]")?.setAttribute("width", frame.passed);
  find("[data-head]")?.setAttribute("x", frame.passed);
  write(find("[data-chip]"), chip);
  write(find("[data-block]"), frame.block);
  const dot = find("[data-dot]");
  dot?.toggleAttribute("data-hidden", frame.dot === null);
  find("[data-open]")?.toggleAttribute("data-hidden", !frame.open);
  if (frame.dot !== null) dot?.setAttribute("cy", String(frame.dot));
  for (const name of ["lag", "answered", "waiting"] as const) place(find(`[data-says="${name}"]`), frame[name]);
}

function place(element: Element | null, { text, at, y, side, alarm }: Label): void {
  if (!element) return;
  write(element, text);
  element.setAttribute("x", at);
  element.setAttribute("y", String(y));
  element.setAttribute("data-side", side);
  element.setAttribute("data-alarm", String(alarm));
}

function write(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

/** After load, when the browser has nothing to do and the reader is looking; never where motion is unwanted. */
function onceIdleAndSeen(element: Element | null, start: () => void): () => void {
  if (!element || matchMedia("(prefers-reduced-motion: reduce)").matches) return () => {};
  const idle = globalThis.requestIdleCallback ?? ((then: () => void) => setTimeout(then, 200));
  const ended = new AbortController();
  const seen = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      idle(() => ended.signal.aborted || start());
    },
    { threshold: 0.6 },
  );
  const watch = () => seen.observe(element);
  if (document.readyState === "complete") watch();
  else addEventListener("load", watch, { once: true, signal: ended.signal });
  return () => {
    ended.abort();
    seen.disconnect();
  };
}
