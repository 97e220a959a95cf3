import type { Knob } from "../../lessons/types.ts";
import { begun, previousOf } from "./past.ts";
import { isUnderWay } from "./run-state.ts";
import { type BenchStore, freshRun, requestOf } from "./store.ts";

/** Run and Stop. One run at a time a bench; two asked for together follow one another, so neither disturbs the other. */
export type Runner = { run(ids?: readonly string[]): Promise<void>; stop(): void };

export function createRunner(store: BenchStore, knobs: readonly Knob[]): Runner {
  let stopping: AbortController | null = null;

  async function runEach(ids: readonly string[], signal: AbortSignal): Promise<void> {
    // The schemas come with it, so it is fetched with the first run and not with the page.
    const { startRun } = await import("./start-run.ts");
    for (const id of ids) {
      const { state } = await startRun(store, id, signal);
      if (state.phase !== "ended" || state.reason === "cancelled") return;
    }
  }

  return {
    async run(ids = [store.getState().open]) {
      if (stopping) return;
      stopping = new AbortController();
      store.setState((state) => {
        const fresh = ids.map((id, at) => {
          return [id, freshRun(requestOf(state, knobs, id), state.asked + at + 1)] as const;
        });
        const runs = begun(state.runs, fresh);
        const before = state.overlays && ids.length === 1 ? previousOf(runs, ids[0] ?? "") : null;
        return {
          runs,
          asked: state.asked + ids.length,
          shown: before ? [before, ...ids] : ids,
          cursorMs: null,
          replay: "off",
          pointed: null,
        };
      });
      try {
        await runEach(ids, stopping.signal);
      } catch (error) {
        // With the network gone its code does not come either: the run is lost, the page is not.
        console.warn("expected to run, got", error);
      } finally {
        stopping = null;
        settle(store, ids);
      }
    },
    stop: () => stopping?.abort(),
  };
}

/** Whatever happened, nothing is left that looks as if it were still going on. */
function settle(store: BenchStore, ids: readonly string[]): void {
  store.setState(({ runs }) => {
    const left = ids.filter((id) => runs[id] && isUnderWay(runs[id].state));
    if (left.length === 0) return {};
    const neverStarted = ids.length > 1 && left.length < ids.length;
    return {
      runs: Object.fromEntries(
        Object.entries(runs).flatMap(([id, run]) => {
          if (!left.includes(id)) return [[id, run]];
          return neverStarted ? [] : [[id, { ...run, state: { phase: "lost", reached: false } as const }]];
        }),
      ),
    };
  });
}
