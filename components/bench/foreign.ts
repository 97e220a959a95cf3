import type { RunRequestInput } from "#protocol";
import type { SavedTrace } from "#protocol/read-trace";
import type { Text } from "../../lessons/types.ts";
import { begun } from "./past.ts";
import type { BenchVariant } from "./props.ts";
import { conclude, record } from "./start-run.ts";
import { type BenchStore, freshRun, openVariant, type Run } from "./store.ts";

/** Code and runs that came from elsewhere. They stand beside the reader's own, under a name of their own. */

const labels: Record<"shared" | "recorded", Text> = {
  shared: { ko: "받은 코드", en: "From a link" },
  recorded: { ko: "기록한 실행", en: "Recorded run" },
};

export function foreignVariant(id: keyof typeof labels, request: RunRequestInput): BenchVariant {
  const { files, entry, load, services, env, limits } = request;
  return {
    id,
    role: id,
    label: labels[id],
    files,
    entry,
    ...(load ? { load } : {}),
    ...(services ? { services } : {}),
    ...(env ? { env } : {}),
    ...(limits?.wallMs ? { wallMs: limits.wallMs } : {}),
  };
}

/** The run as it would stand here had it just ended; one whose end is missing ends where it was last heard of. */
export function runOf({ request, events }: SavedTrace, number = 1): Run {
  return conclude(record(freshRun(request, number), events), { end: "stopped" });
}

export const openShared = (store: BenchStore, request: RunRequestInput): void =>
  open(store, foreignVariant("shared", request));

export function openRecorded(store: BenchStore, trace: SavedTrace): void {
  open(store, foreignVariant("recorded", trace.request));
  store.setState(({ runs, asked }) => ({
    runs: begun(runs, [["recorded", runOf(trace, asked + 1)]]),
    asked: asked + 1,
  }));
}

function open(store: BenchStore, variant: BenchVariant): void {
  store.setState(({ variants, code: { [variant.id]: _, ...code } }) => ({
    variants: [...variants.filter(({ id }) => id !== variant.id), variant],
    code,
  }));
  openVariant(store, variant.id);
}
