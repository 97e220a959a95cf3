"use client";
import type { Text, Verdict, VerdictState } from "../../lessons/types.ts";
import { Inline } from "../lesson/inline.tsx";
import { useBench, useBenchState } from "./context.ts";
import styles from "./exercise.module.css";
import type { ExerciseWords } from "./exercise-words.ts";
import { openHint } from "./hints.tsx";
import { goToLine, goToMoment } from "./pointing.ts";
import { mine, openVariant } from "./store.ts";

type Props = {
  title: Text;
  verdict: Verdict | undefined;
  measuring: boolean;
  /** The first that is not met: the one to begin with. */
  first: boolean;
  words: ExerciseWords;
};

/** One check: limit, measured, moment, line and cause, in that order, and the ways to where it happened. */
export function VerdictCard({ title, verdict, measuring, first, words }: Props) {
  const { locale } = useBench();
  return (
    <li className={styles.card} data-state={verdict?.state}>
      {verdict && <Mark of={verdict.state} />}
      <p className={styles.title}>
        <Inline text={title[locale]} />
      </p>
      {(verdict || measuring) && (
        <p className={styles.state}>{verdict ? words.state[verdict.state] : words.measuring}</p>
      )}
      {verdict?.state === "met" && (
        <p className={styles.value}>
          {verdict.measured}
          <span>
            {words.limit} {verdict.limit}
          </span>
        </p>
      )}
      {verdict?.state === "not-met" && <Broken verdict={verdict} first={first} words={words} />}
      {verdict?.state === "too-noisy" && <Noisy verdict={verdict} words={words} />}
    </li>
  );
}

function Broken({ verdict, first, words }: { verdict: Verdict; first: boolean; words: ExerciseWords }) {
  const { store, exercise, locale } = useBench();
  const { limit, measured, atMs, file, line, cause } = verdict;
  // After a reload, or once another run has come, the chart is not that of this verdict.
  const drawn = useBenchState(
    ({ judging, judged, runs }) => judging !== null || (judged && runs[mine]?.trace === judged),
  );
  const hints = useBenchState((state) => state.proof.hints);
  const place = file && line ? { file, line } : null;
  const ofMine = file === exercise?.asks.file;
  const next = Math.min(hints + 1, exercise?.asks.hints.length ?? 0);
  return (
    <>
      <dl className={styles.readings}>
        <div>
          <dt>{words.limit}</dt>
          <dd>{limit}</dd>
        </div>
        <div data-alarm>
          <dt>{words.measured}</dt>
          <dd>{measured}</dd>
        </div>
        {atMs !== undefined && (
          <div>
            <dt>{words.moment}</dt>
            <dd>{words.ms(atMs)}</dd>
          </div>
        )}
        {place && (
          <div>
            <dt>{words.line}</dt>
            <dd>
              <code>{`${place.file}:${place.line}`}</code>
            </dd>
          </div>
        )}
      </dl>
      {cause && (
        <p className={styles.cause}>
          <Inline text={cause[locale]} />
        </p>
      )}
      <p className={styles.ways}>
        {atMs !== undefined && drawn && (
          <button type="button" onClick={() => goToMoment(store, atMs, place, mine)}>
            {words.toChart(atMs)}
          </button>
        )}
        {place && ofMine && (
          <button type="button" onClick={() => goToLine(store, place, mine)}>
            {words.toLine(place.line)}
          </button>
        )}
        {first && next > 0 && (
          <button type="button" className={styles.link} onClick={() => openHint(next)}>
            {words.hint(next, exercise?.asks.hints.length ?? 0)}
          </button>
        )}
      </p>
    </>
  );
}

function Noisy({ verdict: { limit, measured, cause }, words }: { verdict: Verdict; words: ExerciseWords }) {
  const { store, runner, locale } = useBench();
  const again = () => {
    openVariant(store, mine);
    void runner.run();
  };
  return (
    <>
      <p className={styles.value}>
        {measured}
        <span>
          {words.limit} {limit}
        </span>
      </p>
      <p className={styles.cause}>{cause ? <Inline text={cause[locale]} /> : words.noise}</p>
      <p className={styles.ways}>
        <button type="button" onClick={again}>
          {words.again}
        </button>
        <span>{words.againNote}</span>
      </p>
    </>
  );
}

/** Told apart by shape as well as by colour. */
const marks: Record<VerdictState, React.ReactNode> = {
  met: (
    <>
      <circle cx="10" cy="10" r="9.5" fill="currentColor" />
      <path d="m5.5 10.3 3 3 6-6.5" />
    </>
  ),
  "not-met": (
    <>
      <rect x="0.5" y="0.5" width="19" height="19" rx="2.5" fill="currentColor" />
      <path d="m6 6 8 8m0-8-8 8" />
    </>
  ),
  "too-noisy": <path d="M10 .8 19.2 10 10 19.2.8 10zM4.5 10.5H7l1.5-3 2.5 6 1.7-3h2.8" data-line />,
};

const Mark = ({ of }: { of: VerdictState }) => (
  <svg className={styles.mark} viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
    {marks[of]}
  </svg>
);
