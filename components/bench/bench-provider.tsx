"use client";
import { type ReactNode, useEffect, useState } from "react";
import { checking } from "./checking.ts";
import { BenchContext } from "./context.ts";
import { keep } from "./keep.ts";
import type { BenchProps } from "./props.ts";
import { isUnderWay } from "./run-state.ts";
import { createRunner, type Runner } from "./runner.ts";
import { stayReadable } from "./stay-readable.ts";
import { type BenchStore, createBenchStore, mine, openVariant } from "./store.ts";
import { wordsOf } from "./words/index.ts";

/** A bench's state under whatever shows it: its panel, and in a lesson the exercise among the prose. */
export function BenchProvider({ children, ...props }: BenchProps & { children: ReactNode }) {
  "use memo";
  const { locale, node, mode, lessonKey, prediction, exercise, knobs = [] } = props;
  const [store] = useState(() => createBenchStore(props));
  const [runner] = useState(() => checking(createRunner(store, knobs), store, lessonKey));
  const readOnly = mode === "share";
  useEffect(() => (readOnly ? undefined : keep(store, lessonKey, locale)), [store, lessonKey, locale, readOnly]);
  useEffect(() => () => runner.stop(), [runner]);
  useEffect(stayReadable, []);
  useShortcuts(!readOnly, store, runner);
  useEffect(() => (exercise ? openWithStep(store) : undefined), [store, exercise]);
  const words = wordsOf(locale);
  return (
    <BenchContext value={{ store, runner, words, locale, node, mode, readOnly, knobs, prediction, exercise }}>
      {children}
    </BenchContext>
  );
}

const underWay = (store: BenchStore) => Object.values(store.getState().runs).some((run) => isUnderWay(run.state));

/** Ctrl/⌘ Enter runs from anywhere; Esc stops, unless something nearer took it. */
function useShortcuts(on: boolean, store: BenchStore, runner: Runner): void {
  "use memo";
  useEffect(() => {
    if (!on) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        void runner.run();
      } else if (event.key === "Escape" && underWay(store) && !document.querySelector(":popover-open")) {
        event.preventDefault();
        runner.stop();
      }
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [on, store, runner]);
}

/** Whoever comes to the last step finds its exercise open. */
function openWithStep(store: BenchStore): () => void {
  const open = () => {
    if (location.hash === "#prove" && !underWay(store) && store.getState().open !== mine) openVariant(store, mine);
  };
  open();
  addEventListener("hashchange", open);
  return () => removeEventListener("hashchange", open);
}
