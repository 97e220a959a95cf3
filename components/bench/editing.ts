import type { Knob } from "../../lessons/types.ts";
import { turnKnob } from "./knobs.ts";
import { applied } from "./setup.ts";
import {
  type BenchState,
  type BenchStore,
  filesOf,
  firstShown,
  programOf,
  type ThrownAway,
  variantOf,
} from "./store.ts";

/** What a reader does to the code, and how it is thrown away and taken back. */

/** An edit that leads back to the lesson's own text is no edit. */
export function edit(store: BenchStore, code: string, file = store.getState().file, id = store.getState().open): void {
  store.setState((state) => {
    const { [file]: _, ...others } = state.code[id] ?? {};
    const own = programOf(state, id).files.find((known) => known.path === file)?.code;
    return { code: withFiles(state, id, code === own ? others : { ...others, [file]: code }), thrownAway: null };
  });
}

export function startOver(store: BenchStore): void {
  store.setState((state) => ({
    ...replaced(state, { code: {}, setup: {} }),
    file: firstShown(variantOf(state).files),
    thrownAway: made(state),
  }));
}

export function takeBack(store: BenchStore): void {
  store.setState((state) => {
    const before = state.thrownAway ?? made(state);
    const { files } = applied(variantOf(state), before.setup);
    const file = files.some(({ path }) => path === state.file) ? state.file : firstShown(files);
    return { ...replaced(state, before), file, thrownAway: null };
  });
}

/** All that the reader has made of the open variant. */
export const made = ({ code, setups, open }: BenchState): ThrownAway => ({
  code: code[open] ?? {},
  setup: setups[open] ?? {},
});

export function replaced(state: BenchState, { code, setup }: ThrownAway): Pick<BenchState, "code" | "setups"> {
  const { [state.open]: _, ...others } = state.setups;
  const setups = Object.keys(setup).length > 0 ? { ...others, [state.open]: setup } : others;
  return { code: withFiles(state, state.open, code), setups };
}

function withFiles({ code }: BenchState, id: string, files: Record<string, string>) {
  const { [id]: _, ...others } = code;
  return Object.keys(files).length > 0 ? { ...others, [id]: files } : others;
}

/** Both variants get the new number: they are two ways to do one and the same work. */
export function setKnob(store: BenchStore, knob: Knob, value: number): void {
  if (knob.sets !== "literal") {
    store.setState(({ env }) => ({ env: { ...env, [knob.name]: value } }));
    return;
  }
  for (const { id } of store.getState().variants) {
    for (const { path, code } of filesOf(store.getState(), id)) {
      const turned = turnKnob(code, knob.name, value);
      if (turned !== code) edit(store, turned, path, id);
    }
  }
}
