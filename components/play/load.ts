import type { Phase } from "#protocol";
import type { BenchVariant } from "../bench/props.ts";

/** A load as it is edited: phases, each with one way to arrive and one or more targets. */

export type Way = "rate" | "connections" | "burst";
export const ways: readonly Way[] = ["rate", "connections", "burst"];
export type Target = { path: string; weight: number };

export const firstPhase: Phase = { path: "/", seconds: 2, arrival: { rate: 50 } };

export const phasesOf = ({ load }: Pick<BenchVariant, "load">): Phase[] =>
  ((Array.isArray(load) ? load : load ? [load] : []) as Phase[]).slice();

export const wayOf = ({ arrival }: Phase): Way => ways.find((way) => arrival[way] !== undefined) ?? "rate";

/** Another way to arrive begins with a number that shows something. */
const usual: Record<Way, Phase["arrival"]> = {
  rate: { rate: 50 },
  connections: { connections: 10 },
  burst: { burst: 20 },
};
export const arriving = (phase: Phase, way: Way): Phase => ({ ...phase, arrival: usual[way] });

export const targetsOf = ({ path, mix }: Phase): Target[] => mix ?? [{ path: path ?? "/", weight: 1 }];

/** One target is a path; several are a mix. */
export function aimed({ path: _, mix: __, ...phase }: Phase, targets: readonly Target[]): Phase {
  const [only] = targets;
  return targets.length === 1 && only ? { path: only.path, ...phase } : { mix: [...targets], ...phase };
}

/** What a target gets of all requests, in per cent. */
export function shareOf(targets: readonly Target[], { weight }: Target): number {
  const all = targets.reduce((sum, target) => sum + target.weight, 0);
  return all > 0 ? (weight / all) * 100 : 0;
}

/** Without a value the key goes: it is optional on the wire, not empty. */
export function without<T extends object>(value: T, key: keyof T): T {
  const { [key]: _, ...rest } = value;
  return rest as T;
}

/** What was typed into a field for a number: text that is none goes on as it is, to be refused by name. */
export const numberFrom = (text: string): number => {
  const trimmed = text.trim();
  const value = Number(trimmed);
  return trimmed === "" || Number.isNaN(value) ? (trimmed as unknown as number) : value;
};
