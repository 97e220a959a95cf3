import { variantIdOf } from "./past.ts";
import { type BenchStore, openVariant, type Place, programOf } from "./store.ts";

/** A line, a moment and a block point at one another: each of these makes the bench show what another meant. */

/** Shows a place in the code; a line of a file that is not on this bench is nowhere to go. */
export function goToLine(store: BenchStore, place: Place, id = store.getState().open): void {
  const state = store.getState();
  const file = programOf(state, variantIdOf(id)).files.find((known) => known.path === place.file && !known.hidden);
  if (!file) return;
  const shown = state.shown.includes(id) ? state.shown : [id];
  const goTo = { ...place, count: (state.goTo?.count ?? 0) + 1 };
  store.setState({ open: variantIdOf(id), shown, file: file.path, goTo });
}

/** Sets the scrubber on a moment of a run and asks the chart to come into view. */
export function goToMoment(store: BenchStore, ms: number, place: Place | null, id: string): void {
  if (!store.getState().shown.includes(id)) openVariant(store, id);
  store.setState(({ lookedAt }) => ({ cursorMs: ms, pointed: place, lookedAt: lookedAt + 1 }));
}

/** The caret's line points at its blocks on the charts, where it has any. */
export function pointAtLine(store: BenchStore, line: number): void {
  store.setState(({ file, open, runs, pointed }) => {
    const blocked = runs[open]?.lines.some((known) => known.file === file && known.line === line);
    if (blocked) return pointed?.file === file && pointed.line === line ? {} : { pointed: { file, line } };
    return pointed === null ? {} : { pointed: null };
  });
}
