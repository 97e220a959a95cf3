"use client";
import { useBench } from "./context.ts";
import { openBlock } from "./recording.ts";
import styles from "./run-bar.module.css";
import { canTryAgain, isolationOf, type RunState } from "./run-state.ts";
import type { Run } from "./store.ts";
import { useSecondsLeft } from "./use-seconds.ts";
import type { Words } from "./words/index.ts";

/** How the run is going, or how it ended, in words and with a mark of its own shape. */
export function RunStateChip({ run }: { run: Run | undefined }) {
  const { words, runner } = useBench();
  const left = useSecondsLeft(run?.state);
  const said = run ? saying(run, words, left) : null;
  const spoken = run ? announcement(run, words) : "";
  return (
    <>
      {said && (
        <p className={styles.state} data-tone={said.tone}>
          <Mark of={said.mark} />
          <span>{said.text}</span>
          {said.more && <span className={styles.stateMore}>{said.more}</span>}
          {run && left === 0 && canTryAgain(run.state) && (
            <button type="button" onClick={() => void runner.run()}>
              {words.state.again}
            </button>
          )}
        </p>
      )}
      <p role="status" className="visually-hidden">
        {spoken}
      </p>
    </>
  );
}

type Tone = "quiet" | "alarm" | "ok" | "noise";
type MarkName = "wait" | "start" | "go" | "square" | "check" | "limit" | "cross";
type Saying = { tone: Tone; mark: MarkName; text: string; more?: string };

function saying(run: Run, words: Words, left: number): Saying {
  const { state, recording, wallMs } = run;
  switch (state.phase) {
    case "idle":
    case "starting":
      return { tone: "quiet", mark: "start", text: words.state.starting };
    case "queued":
      return { tone: "quiet", mark: "wait", text: words.state.queued(state.position - 1) };
    case "running": {
      const block = openBlock(recording);
      const more = words.state.elapsed(recording.nowMs, wallMs);
      return block
        ? { tone: "alarm", mark: "square", text: words.state.blocked(block.durationMs), more }
        : { tone: "quiet", mark: "go", text: words.state.running, more };
    }
    case "ended": {
      const isolation = isolationOf(state);
      const more = isolation === "bubblewrap" ? words.isolation.bubblewrap : undefined;
      return { ...endOf(state, run, words), ...(more ? { more } : {}) };
    }
    case "refused": {
      const { code, detail } = state.refusal;
      const wait = left > 0 && words.state.tryIn(left);
      const more = [detail && words.detail(detail.expected, detail.got), wait].filter(Boolean).join(" · ");
      return { tone: "noise", mark: "limit", text: words.refused[code], ...(more ? { more } : {}) };
    }
    case "lost":
      return state.reached
        ? { tone: "noise", mark: "cross", text: words.state.lost }
        : { tone: "noise", mark: "cross", text: navigator.onLine ? words.state.down : words.state.offline };
  }
}

/** How a run that is over came to its end. */
export const endWords = (run: Run, words: Words): string => saying(run, words, 0).text;

function endOf(state: Extract<RunState, { phase: "ended" }>, { recording, wallMs }: Run, words: Words): Saying {
  const [error] = recording.errors;
  const at = error?.file && error.line ? `${error.file}:${error.line}` : "";
  const text = words.ended[state.reason](state.reason === "timeout" ? wallMs : state.wallMs, at);
  if (state.reason === "finished") return { tone: "ok", mark: "check", text };
  if (state.reason === "cancelled") return { tone: "quiet", mark: "square", text };
  return { tone: "alarm", mark: state.reason === "error" ? "cross" : "limit", text };
}

/** Spoken once when something changes for good; the running numbers are there to be read, not to interrupt. */
function announcement(run: Run, words: Words): string {
  if (run.state.phase === "running") return words.state.started;
  if (run.state.phase === "starting" || run.state.phase === "idle") return "";
  const { text, more } = saying(run, words, run.state.phase === "refused" ? run.state.waitS : 0);
  const maxLagMs = run.state.phase === "ended" ? (run.recording.exit?.maxLagMs ?? null) : null;
  return [
    text,
    maxLagMs !== null && words.strip.most(String(Math.round(maxLagMs))),
    run.state.phase === "refused" && more,
  ]
    .filter(Boolean)
    .join(". ");
}

const marks: Record<MarkName, React.ReactNode> = {
  wait: <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2 2" />,
  start: <path d="M5 1v5l4 3" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  go: <path d="M2 1v10l8.5-5z" fill="currentColor" />,
  square: <rect x="1.5" y="1.5" width="9" height="9" rx="1" fill="currentColor" />,
  check: <path d="M1.5 6.5 4.5 9.5 10.5 2.5" fill="none" stroke="currentColor" strokeWidth="2" />,
  limit: <path d="M6 1v7M1.5 10.5h9" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  cross: <path d="M2 2l8 8m0-8-8 8" fill="none" stroke="currentColor" strokeWidth="1.8" />,
};

function Mark({ of }: { of: MarkName }) {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      {marks[of]}
    </svg>
  );
}
