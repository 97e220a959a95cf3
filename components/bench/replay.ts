import { blockAt } from "./moment.ts";
import { variantIdOf } from "./past.ts";
import { isUnderWay } from "./run-state.ts";
import type { BenchState, BenchStore, Place, Run } from "./store.ts";

/** A finished run once more: the scrubber, moved by hand or by the clock. */

export const speeds = [0.25, 1, 4] as const;

type Shown = Pick<BenchState, "shown" | "runs">;

const shownRuns = ({ shown, runs }: Shown): Run[] => shown.flatMap((key) => runs[key] ?? []);

export const endOf = (state: Shown): number => Math.max(0, ...shownRuns(state).map((run) => run.recording.nowMs));

export const canReplay = (state: Shown): boolean =>
  endOf(state) > 0 && shownRuns(state).every((run) => !isUnderWay(run.state));

export function playOrHold(store: BenchStore): void {
  const state = store.getState();
  if (!canReplay(state)) return;
  if (state.replay === "playing") {
    store.setState({ replay: "held" });
    return;
  }
  const fromMs = state.cursorMs !== null && state.cursorMs < endOf(state) ? state.cursorMs : 0;
  store.setState({ replay: "playing", cursorMs: fromMs });
}

/** Away with the scrubber: the whole run stands there again. */
export const leaveReplay = (store: BenchStore): void =>
  store.setState({ cursorMs: null, pointed: null, replay: "off" });

/** The line that blocked at that moment is pointed at: of the run that was touched, or the one in the editor. */
export function moveTo(store: BenchStore, ms: number, key?: string): void {
  store.setState((state) => {
    const id = key ?? state.shown.findLast((shown) => variantIdOf(shown) === state.open) ?? state.shown[0] ?? "";
    const run = state.runs[id];
    const block = run ? blockAt(run.recording, ms) : null;
    const place = block?.file && block.line ? { file: block.file, line: block.line } : null;
    return { cursorMs: ms, pointed: samePlace(place, state.pointed) ? state.pointed : place };
  });
}

/** A hand on the scrubber outranks the clock. */
export function scrub(store: BenchStore, ms: number, key?: string): void {
  if (store.getState().replay === "playing") store.setState({ replay: "held" });
  moveTo(store, ms, key);
}

/** So much time has passed before the page. */
export function advance(store: BenchStore, passedMs: number): void {
  const state = store.getState();
  const ms = (state.cursorMs ?? 0) + passedMs * state.speed;
  if (ms < endOf(state)) moveTo(store, ms);
  else leaveReplay(store);
}

const samePlace = (a: Place | null, b: Place | null) => a?.file === b?.file && a?.line === b?.line;
