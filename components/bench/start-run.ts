import type { RunEvent } from "#protocol";
import * as measure from "#protocol/measure";
import { endTrace } from "#protocol/trace";
import { fold } from "./recording.ts";
import { type StreamEnd, streamRun } from "./run-client.ts";
import { next, type RunStep } from "./run-state.ts";
import type { BenchStore, Run } from "./store.ts";

/**
 * Runs what a variant's fresh run asks for and records it:
 *
 *   stream → queue → once a frame: trace + recording + lines → store
 *
 * Events come in bursts, charts draw once a frame: folding between two frames would be work nobody sees.
 */
export async function startRun(store: BenchStore, variant: string, signal: AbortSignal): Promise<Run> {
  const fresh = store.getState().runs[variant];
  if (!fresh?.trace.request) throw new Error(`expected a fresh run of ${variant}, got none`);
  const { request } = fresh.trace;
  let run = fresh;
  let queue: RunEvent[] = [];
  const publish = (changed: Run) => {
    run = changed;
    store.setState(({ runs }) => ({ runs: { ...runs, [variant]: run } }));
  };
  const flush = () => {
    const events = queue;
    queue = [];
    if (events.length > 0) publish(record(run, events));
  };
  const frames = frameLoop(flush);
  try {
    const end = await streamRun(
      request,
      (events) => {
        queue.push(...events);
        frames.ask();
      },
      signal,
    );
    flush();
    const concluded = conclude(run, end);
    if (concluded !== run) publish(concluded);
  } finally {
    frames.stop();
  }
  return run;
}

export function record(run: Run, events: readonly RunEvent[]): Run {
  const trace = { ...run.trace, events: run.trace.events.concat(events) };
  const recording = fold(run.recording, events);
  return {
    ...run,
    state: events.reduce((state, event) => next(state, { step: "event", event }), run.state),
    trace,
    recording,
    lines: recording.blocks === run.recording.blocks ? run.lines : measure.blocksByLine(trace),
  };
}

/** The stream is over; where no `exit` came with it, the page writes the end itself. */
export function conclude(run: Run, end: StreamEnd): Run {
  const wallMs = run.recording.nowMs;
  const step = stepOf(end, wallMs);
  const state = next(run.state, step);
  if (state === run.state) return run;
  if (run.trace.events.length === 0) return { ...run, state };
  const ended = endTrace(run.trace, "cancelled", wallMs);
  return { ...record(run, ended.events.slice(run.trace.events.length)), trace: ended, state };
}

function stepOf(end: StreamEnd, wallMs: number): RunStep {
  if (end.end === "stopped") return { step: "stop", wallMs };
  if (end.end === "refused") {
    return { step: "refuse", refusal: end.refusal, retryAfter: end.retryAfter, nowMs: Date.now() };
  }
  return { step: "lose", reached: end.end === "closed" || end.reached };
}

/** Once a frame, and four times a second in a tab nobody looks at, where there are no frames. */
function frameLoop(draw: () => void) {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    timer = undefined;
  };
  const run = () => {
    stop();
    draw();
  };
  return {
    ask() {
      if (timer !== undefined) return;
      frame = requestAnimationFrame(run);
      timer = setTimeout(run, 250);
    },
    stop,
  };
}
