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
  /** `waitS`: seconds before another try is of use, as the server said; `untilMs`: that time of day. */
  | { phase: "refused"; refusal: Refusal; waitS: number; untilMs: number }
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
      return {
        phase: "refused",
        refusal: step.refusal,
        waitS: step.retryAfter ?? 0,
        untilMs: step.nowMs + (step.retryAfter ?? 0) * 1_000,
      };
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

export function isolationOf(state: RunState): Isolation | null {
  if (state.phase === "running") return state.started.isolation;
  return state.phase === "ended" ? state.isolation : null;
}

/** Whole seconds until a refused run may be tried again; 0 when it may. */
export function secondsLeft(state: RunState, nowMs: number): number {
  if (state.phase !== "refused") return 0;
  // A page's clock that was last read before the refusal must not lengthen the wait.
  return Math.min(state.waitS, Math.max(0, Math.ceil((state.untilMs - nowMs) / 1_000)));
}

/** Refusals that another try may not meet again; the others are for whoever wrote the code or the page. */
const passing = new Set<Refusal["code"]>([
  "rate-limited",
  "too-many-runs",
  "busy",
  "draining",
  "sandbox-down",
  "no-service",
  "request-timeout",
  "internal",
]);

export const canTryAgain = (state: RunState): boolean =>
  state.phase === "lost" || (state.phase === "refused" && passing.has(state.refusal.code));
