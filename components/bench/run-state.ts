import type { EventData, ExitReason, Isolation, Refusal, RunEvent } from "#protocol";

/**
 * Where a run stands, as the page tells it.
 *
 *   idle → starting → running → ended
 *            ⇅ queued
 *   refused: the server would not take it · lost: the connection broke before an end came
 */
export type RunState =
  | { phase: "idle" }
  | { phase: "starting" }
  | { phase: "queued"; position: number }
  | { phase: "running"; started: EventData<"started"> }
  | { phase: "ended"; reason: ExitReason; wallMs: number; isolation: Isolation | null }
  /** `untilMs`: the time of day before which another try is useless. */
  | { phase: "refused"; refusal: Refusal; untilMs: number | null }
  /** `reached`: whether the server had answered at all. */
  | { phase: "lost"; reached: boolean };

export type RunStep =
  | { step: "ask" }
  | { step: "event"; event: RunEvent }
  | { step: "refuse"; refusal: Refusal; retryAfter: number | null; nowMs: number }
  | { step: "stop"; wallMs: number }
  | { step: "lose"; reached: boolean };

export const idle: RunState = { phase: "idle" };

export const isUnderWay = ({ phase }: RunState) => phase === "starting" || phase === "queued" || phase === "running";

/** The first end wins: what comes after one, other than asking anew, changes nothing. */
export function next(state: RunState, step: RunStep): RunState {
  if (step.step === "ask") return isUnderWay(state) ? state : { phase: "starting" };
  if (!isUnderWay(state)) return state;
  switch (step.step) {
    case "refuse":
      return { phase: "refused", refusal: step.refusal, untilMs: until(step.retryAfter, step.nowMs) };
    case "stop":
      return { phase: "ended", reason: "cancelled", wallMs: step.wallMs, isolation: isolationOf(state) };
    case "lose":
      return { phase: "lost", reached: step.reached };
    case "event":
      return onEvent(state, step.event);
  }
}

function onEvent(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case "queued":
      return state.phase === "running" ? state : { phase: "queued", position: event.data.position };
    case "started":
      return { phase: "running", started: event.data };
    case "exit":
      return {
        phase: "ended",
        reason: event.data.reason,
        wallMs: event.data.wallMs,
        isolation: isolationOf(state),
      };
    default:
      return state;
  }
}

const until = (retryAfter: number | null, nowMs: number) => (retryAfter === null ? null : nowMs + retryAfter * 1_000);

export function isolationOf(state: RunState): Isolation | null {
  if (state.phase === "running") return state.started.isolation;
  return state.phase === "ended" ? state.isolation : null;
}

/** Whole seconds until a refused run may be tried again; 0 when it may. */
export function secondsLeft(state: RunState, nowMs: number): number {
  if (state.phase !== "refused" || state.untilMs === null) return 0;
  return Math.max(0, Math.ceil((state.untilMs - nowMs) / 1_000));
}
