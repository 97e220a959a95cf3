"use client";
import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import styles from "./bench.module.css";
import { ConsolePane } from "./console-pane.tsx";
import { BenchContext, useBench, useBenchState } from "./context.ts";
import { DropTarget } from "./drop-target.tsx";
import { Editor } from "./editor.tsx";
import { GuessBar } from "./guess-bar.tsx";
import { keep } from "./keep.ts";
import { useLive } from "./live-door.ts";
import { Observatory } from "./observatory.tsx";
import { titleOf, variantIdOf, wasRecorded } from "./past.ts";
import { Patterns } from "./patterns.tsx";
import type { BenchProps } from "./props.ts";
import { RestingReadouts } from "./readouts.tsx";
import { RunBar } from "./run-bar.tsx";
import { isolationOf, isUnderWay } from "./run-state.ts";
import { createRunner, type Runner } from "./runner.ts";
import { createBenchStore, programOf } from "./store.ts";
import { Tabs } from "./tabs.tsx";
import { wordsOf } from "./words.ts";

/** The instrument beside the prose: code, a guess, a run, and everything the run was seen to do. */
export function Bench(props: BenchProps) {
  const { locale, node, mode, lessonKey, prediction, knobs = [], bar, tabs, setup } = props;
  const readOnly = mode === "share";
  const [store] = useState(() => createBenchStore(props));
  const [runner] = useState(() => createRunner(store, knobs));
  const words = wordsOf(locale);
  const runButton = useRef<HTMLButtonElement>(null);
  useEffect(() => (readOnly ? undefined : keep(store, lessonKey, locale)), [store, lessonKey, locale, readOnly]);
  useEffect(() => () => runner.stop(), [runner]);
  useShortcuts(!readOnly, runner, () => Object.values(store.getState().runs).some((run) => isUnderWay(run.state)));
  const shown = useStore(store, (state) => state.shown);

  return (
    <BenchContext value={{ store, runner, words, locale, node, knobs, readOnly }}>
      <div className={styles.bench} data-mode={mode} data-pair={shown.length > 1}>
        <Patterns />
        <DropTarget>
          <div className={styles.code}>
            {tabs ?? <Tabs />}
            <Editor leave={() => runButton.current?.focus()} />
            {prediction && <GuessBar prediction={prediction} />}
            {setup}
          </div>
          <RunBar runButton={runButton} instead={bar} tellsLoad={!setup} />
          <div className={styles.results}>
            <Notices />
            <WithoutScript />
            <Readouts />
            <Replaying />
            <Observatory guessed={prediction?.unit ?? null} />
            {shown.map((id) => (
              <ConsolePane key={id} id={id} />
            ))}
            <TextTwins />
          </div>
        </DropTarget>
      </div>
    </BenchContext>
  );
}

/** Ctrl/⌘ Enter runs from anywhere; Esc stops, unless something nearer took it. */
function useShortcuts(on: boolean, runner: Runner, underWay: () => boolean): void {
  useEffect(() => {
    if (!on) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        void runner.run();
      } else if (event.key === "Escape" && underWay() && !document.querySelector(":popover-open")) {
        event.preventDefault();
        runner.stop();
      }
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  });
}

function Notices() {
  const { words } = useBench();
  const notice = useBenchState((state) => state.notice);
  const bare = useBenchState((state) =>
    state.shown.some((id) => {
      const run = state.runs[id];
      return run !== undefined && variantIdOf(id) !== "recorded" && isolationOf(run.state) === "process";
    }),
  );
  return (
    <>
      {bare && <p className={styles.notice}>{words.isolation.process}</p>}
      <div role="status">{notice && <p className={styles.notice}>{notice}</p>}</div>
    </>
  );
}

/** The code that tabs would show: all of it, to be read. */
function WithoutScript() {
  const { words, locale } = useBench();
  const variants = useBenchState((state) => state.variants);
  const files = variants.flatMap(({ id, label, files: all }) =>
    all.filter((file) => !file.hidden).map((file) => ({ ...file, key: `${id}/${file.path}`, name: label[locale] })),
  );
  return (
    <noscript>
      <p className={styles.notice}>{words.run.withoutScript}</p>
      {files.slice(1).map(({ key, name, path, code }) => (
        <details key={key} className={styles.source}>
          <summary>{`${name} · ${path}`}</summary>
          <pre>{code}</pre>
        </details>
      ))}
    </noscript>
  );
}

function Readouts() {
  const { words, locale } = useBench();
  const live = useLive();
  const shown = useBenchState((state) => state.shown);
  const runs = useBenchState((state) => state.runs);
  const variants = useBenchState((state) => state.variants);
  const underLoad = useBenchState((state) => Boolean(programOf(state).load));
  const measured = shown.flatMap((id) => {
    const run = runs[id];
    const name = titleOf({ variants, runs, shown }, id, locale, words);
    return run && run.recording.nowMs > 0 ? [{ name, run }] : [];
  });
  const single = measured.length === 1 ? measured[0] : undefined;
  return (
    <section className={styles.readouts} aria-label={words.region.readouts}>
      {live && single && <live.Readouts run={single.run} />}
      {live && measured.length > 1 && <live.PairReadouts runs={measured} />}
      {(!live || measured.length === 0) && <RestingReadouts underLoad={underLoad} />}
    </section>
  );
}

function Replaying() {
  const live = useLive();
  const any = useBenchState(({ shown, runs }) => shown.some((key) => wasRecorded(runs[key])));
  return live && any && <live.Transport />;
}

function TextTwins() {
  const { words, locale } = useBench();
  const live = useLive();
  const shown = useBenchState((state) => state.shown);
  const runs = useBenchState((state) => state.runs);
  const variants = useBenchState((state) => state.variants);
  if (!live) return null;
  return shown.map((id) => {
    const run = runs[id];
    if (!run || isUnderWay(run.state)) return null;
    const name = shown.length > 1 ? titleOf({ variants, runs, shown }, id, locale, words) : null;
    return <live.Tables key={id} run={run} name={name} />;
  });
}
