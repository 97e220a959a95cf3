"use client";
import { useRef } from "react";
import styles from "./bench.module.css";
import { BenchProvider } from "./bench-provider.tsx";
import { ConsolePane } from "./console-pane.tsx";
import { useBench, useBenchState } from "./context.ts";
import { DropTarget } from "./drop-target.tsx";
import { Editor } from "./editor.tsx";
import { GuessBar } from "./guess-bar.tsx";
import { useLive } from "./live-door.ts";
import { Observatory } from "./observatory.tsx";
import { titleOf, variantIdOf, wasRecorded } from "./past.ts";
import { Patterns } from "./patterns.tsx";
import type { BenchProps } from "./props.ts";
import { RestingReadouts } from "./readouts.tsx";
import { RunBar } from "./run-bar.tsx";
import { isolationOf, isUnderWay } from "./run-state.ts";
import { programOf } from "./store.ts";
import { Tabs } from "./tabs.tsx";

/** The instrument alone, where nothing else on the page needs to know of its runs. */
export const Bench = (props: BenchProps) => (
  <BenchProvider {...props}>
    <BenchPanel {...props} />
  </BenchProvider>
);

/** The instrument beside the prose: code, a guess, a run, and everything the run was seen to do. */
export function BenchPanel({ bar, tabs, setup }: Pick<BenchProps, "bar" | "tabs" | "setup">) {
  const { mode, prediction } = useBench();
  const runButton = useRef<HTMLButtonElement>(null);
  const shown = useBenchState((state) => state.shown);
  return (
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
          <Observatory />
          {shown.map((id) => (
            <ConsolePane key={id} id={id} />
          ))}
          <TextTwins />
        </div>
      </DropTarget>
    </div>
  );
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
