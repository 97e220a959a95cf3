import { made, replaced } from "./editing.ts";
import { variantIdOf } from "./past.ts";
import { differing } from "./setup.ts";
import { type BenchState, type BenchStore, filesOf, openVariant, programOf, variantOf } from "./store.ts";

/** The code an earlier run was made of, back in the editor. What stood there can be taken back. */
export function bringBack(store: BenchStore, key: string): void {
  const { runs, shown } = store.getState();
  const request = runs[key]?.trace.request;
  if (!request) return;
  openVariant(store, variantIdOf(key));
  store.setState((state) => {
    const variant = variantOf(state);
    const own = new Map(variant.files.map((file) => [file.path, file]));
    const changed = request.files.filter(({ path, code }) => !own.get(path)?.hidden && own.get(path)?.code !== code);
    const before = made(state);
    const files = { paths: request.files.map(({ path }) => path), entry: request.entry };
    return {
      ...replaced(state, {
        code: Object.fromEntries(changed.map(({ path, code }) => [path, code])),
        setup: differing(variant, { ...before.setup, ...files }),
      }),
      shown,
      thrownAway: before,
    };
  });
}

/** Whether the editor holds something else than what ran. */
export function ranOtherCode(state: BenchState, key: string): boolean {
  const request = state.runs[key]?.trace.request;
  if (!request) return false;
  const id = variantIdOf(key);
  const now = filesOf(state, id);
  const same = request.files.every(({ path, code }, at) => now[at]?.path === path && now[at]?.code === code);
  return !same || request.files.length !== now.length || programOf(state, id).entry !== request.entry;
}
