import type { Refusal } from "#protocol/errors";
import { made } from "../bench/editing.ts";
import { type BenchStore, filesOf, programOf } from "../bench/store.ts";
import { change } from "./change.ts";

/** The files of the open program: new ones, other names, fewer. */

export async function addFile(store: BenchStore, path: string): Promise<Refusal | null> {
  const refusal = await change(store, ({ code, setup }, { files }) => ({
    code: { ...code, [path]: "" },
    setup: { ...setup, paths: [...files.map((file) => file.path), path] },
  }));
  if (!refusal) store.setState({ file: path });
  return refusal;
}

/** Its text goes with it; where a run starts, too. */
export async function renameFile(store: BenchStore, from: string, to: string): Promise<Refusal | null> {
  if (from === to) return null;
  const text = () => filesOf(store.getState()).find((file) => file.path === from)?.code ?? "";
  const refusal = await change(store, ({ code: { [from]: _, ...code }, setup }, { files, entry }) => ({
    code: { ...code, [to]: text() },
    setup: {
      ...setup,
      paths: files.map(({ path }) => (path === from ? to : path)),
      ...(entry === from ? { entry: to } : {}),
    },
  }));
  if (!refusal) store.setState({ file: to });
  return refusal;
}

/** Until something else is changed it can be taken back. The last one stays: a run needs something to run. */
export async function removeFile(store: BenchStore, path: string): Promise<void> {
  const state = store.getState();
  const left = programOf(state).files.filter((file) => file.path !== path);
  const before = made(state);
  const at = programOf(state).files.findIndex((file) => file.path === path);
  const beside = left[Math.min(at, left.length - 1)];
  if (!beside) return;
  const refusal = await change(store, ({ code: { [path]: _, ...code }, setup: { entry, ...setup } }) => ({
    code,
    setup: {
      ...setup,
      paths: left.map((file) => file.path),
      ...(entry && entry !== path ? { entry } : {}),
    },
  }));
  if (!refusal) store.setState({ file: beside.path, thrownAway: before });
}
