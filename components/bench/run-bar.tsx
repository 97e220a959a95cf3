"use client";
import type { ReactNode, RefObject } from "react";
import { useBench, useBenchState } from "./context.ts";
import { exerciseWordsOf } from "./exercise-words.ts";
import { KnobField } from "./knob-field.tsx";
import { loadWords } from "./load-words.ts";
import type { BenchVariant } from "./props.ts";
import styles from "./run-bar.module.css";
import { isUnderWay } from "./run-state.ts";
import { RunStateChip } from "./run-state-chip.tsx";
import { Share } from "./share.tsx";
import { mine, programOf } from "./store.ts";
import { Tally } from "./tally.tsx";
import { useSecondsLeft } from "./use-seconds.ts";

type Props = { runButton: RefObject<HTMLButtonElement | null>; instead: ReactNode; tellsLoad: boolean };

/** Run, Stop, what is being run, and how that is going. */
export function RunBar({ runButton, instead, tellsLoad }: Props) {
  const { runner, words, locale, knobs } = useBench();
  const shownRun = useBenchState((state) =>
    state.shown.map((id) => state.runs[id]).findLast((run) => run !== undefined),
  );
  const underWay = useBenchState((state) => Object.values(state.runs).some((run) => isUnderWay(run.state)));
  const answers = useBenchState((state) => programOf(state).exercise !== undefined);
  const pair = pairOf(useBenchState((state) => state.variants));
  const exercise = exerciseWordsOf(locale);
  const load = useBenchState((state) => programOf(state).load);
  const left = useSecondsLeft(shownRun?.state);
  const waiting = left > 0;
  return (
    <div className={styles.runBar}>
      {instead ?? (
        <div className={styles.actions}>
          <button
            ref={runButton}
            type="button"
            className={underWay ? styles.stop : styles.run}
            aria-disabled={waiting}
            aria-keyshortcuts={underWay ? "Escape" : "Control+Enter Meta+Enter"}
            onClick={() => {
              if (underWay) runner.stop();
              else if (!waiting) void runner.run();
            }}
          >
            <Glyph stop={underWay} />
            {underWay ? words.run.stop : answers ? exercise.check : words.run.run}
            <kbd>{underWay ? "Esc" : "Ctrl ↵"}</kbd>
          </button>
          {(answers || pair) && !underWay && (
            <button
              type="button"
              className={styles.second}
              aria-disabled={waiting}
              onClick={() => !waiting && runner.run(answers ? [mine] : (pair ?? []))}
            >
              {answers ? exercise.runOnly : words.run.both}
            </button>
          )}
          <Share />
        </div>
      )}
      <RunStateChip run={shownRun} />
      {answers && <Tally />}
      <div className={styles.settings}>
        {tellsLoad && Boolean(load) && <p className={styles.load}>{loadWords(load ?? [], words.load)}</p>}
        {!answers && knobs.map((knob) => <KnobField key={knob.name} knob={knob} disabled={underWay} />)}
      </div>
    </div>
  );
}

/** Blocking and Better on one axis, where a lesson has the two. */
function pairOf(variants: readonly BenchVariant[]): readonly [string, string] | null {
  const bad = variants.find((variant) => variant.role === "bad")?.id;
  const good = variants.find((variant) => variant.role === "good")?.id;
  return bad && good ? [bad, good] : null;
}

function Glyph({ stop }: { stop: boolean }) {
  return (
    <svg viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
      {stop ? <rect x="1" y="1" width="10" height="10" rx="1" /> : <path d="M1.5.7v10.6L11 6z" />}
    </svg>
  );
}
