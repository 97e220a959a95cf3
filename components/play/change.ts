import { type Refusal, RefusedError } from "#protocol/errors";
import { made, replaced } from "../bench/editing.ts";
import type { BenchVariant } from "../bench/props.ts";
import { applied, differing, type Setup } from "../bench/setup.ts";
import { type BenchStore, programOf, type ThrownAway, variantOf } from "../bench/store.ts";

/**
 * Changes of the open program other than typing. Each goes through the door that a request goes through on the
 * server, so what a run would be refused for is never kept, and the reason is the same.
 */
export async function change(
  store: BenchStore,
  make: (before: ThrownAway, program: BenchVariant) => ThrownAway,
): Promise<Refusal | null> {
  const { parseRunRequest } = await import("#protocol/request");
  const state = store.getState();
  const variant = variantOf(state);
  const next = make(made(state), programOf(state));
  try {
    parseRunRequest(requestWithoutCode(applied(variant, next.setup)));
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal;
    throw error;
  }
  store.setState({ ...replaced(state, { ...next, setup: differing(variant, next.setup) }), thrownAway: null });
  return null;
}

export const changeSetup = (store: BenchStore, make: (program: BenchVariant) => Setup): Promise<Refusal | null> =>
  change(store, ({ code, setup }, program) => ({ code, setup: { ...setup, ...make(program) } }));

/** What a new file begins with is nothing; the code is the reader's and is not looked at. */
const requestWithoutCode = ({ files, entry, load, services, env, wallMs }: BenchVariant) => ({
  files: files.map(({ path }) => ({ path, code: "" })),
  entry,
  load: load ?? null,
  services: services ?? [],
  env: env ?? {},
  ...(wallMs === undefined ? {} : { limits: { wallMs } }),
});
