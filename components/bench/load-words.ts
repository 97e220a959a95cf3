import type { RunRequestInput } from "#protocol";
import type { Words } from "./words/index.ts";

type Load = NonNullable<RunRequestInput["load"]>;
type Phase = { path?: string; mix?: { path: string }[]; seconds: number; arrival: Record<string, number | undefined> };

/** The workload in a few words: what is asked for, how it arrives, for how long. */
export function loadWords(load: Load, words: Words["load"]): string {
  const phases = (Array.isArray(load) ? load : [load]) as Phase[];
  return phases
    .map(({ path, mix, seconds, arrival: { rate, connections, burst } }) => {
      const paths = path ?? mix?.map((part) => part.path).join(" ") ?? "";
      if (rate !== undefined) return `${paths} ${words.rate(rate, seconds)}`;
      if (connections !== undefined) return `${paths} ${words.connections(connections, seconds)}`;
      return `${paths} ${words.burst(burst ?? 0)}`;
    })
    .join(" → ");
}
