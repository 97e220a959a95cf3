import type { Phase } from "#protocol";
import { seeded } from "./random.ts";

/** From the phases of a load to what is sent when: no clock, no socket, the same in every run. */

/** One phase on the profile's own clock, which starts at 0. */
export type Stream = {
  startMs: number;
  endMs: number;
  /** Planned starts of an open loop; null for a closed one, whose clients ask again once they are answered. */
  arrivals: { count: number; everyMs: number } | null;
  /** The clients of a closed loop, or the most requests an open one may have in flight. */
  connections: number;
  phase: Phase;
  paths: string[];
  /** Index into `paths` of the next request. */
  draw: () => number;
};

/** What a rate may have open when its phase names no number: the contract's most for any phase. */
const defaultConnections = 256;

export function plan(phases: readonly Phase[]): Stream[] {
  let end = 0;
  return phases.map((phase, index) => {
    const startMs = phase.at === undefined ? end : phase.at * 1_000;
    end = startMs + phase.seconds * 1_000;
    const mix = phase.mix ?? [{ path: phase.path ?? "/", weight: 1 }];
    return {
      startMs,
      endMs: end,
      ...arriving(phase),
      phase,
      paths: mix.map(({ path }) => path),
      draw: weighted(
        mix.map(({ weight }) => weight),
        seeded(index + 1),
      ),
    };
  });
}

function arriving({ arrival, seconds }: Phase): Pick<Stream, "arrivals" | "connections"> {
  if (arrival.connections !== undefined) return { arrivals: null, connections: arrival.connections };
  if (arrival.burst !== undefined)
    return { arrivals: { count: arrival.burst, everyMs: 0 }, connections: arrival.burst };
  const rate = arrival.rate ?? 1;
  return {
    // The last one due falls before the end; a hair less than one more is rounding, not a request.
    arrivals: { count: Math.ceil(rate * seconds - 1e-6), everyMs: 1_000 / rate },
    connections: arrival.maxConnections ?? defaultConnections,
  };
}

/** When the n-th request of an open loop should be sent, counted from 0. */
export function dueMs(stream: Stream, n: number): number {
  return stream.startMs + n * (stream.arrivals?.everyMs ?? 0);
}

export const endMs = (streams: readonly Stream[]): number => Math.max(...streams.map((stream) => stream.endMs));

/**
 * Where zero of the profile lies on the run's clock. A server that listens late shifts the whole
 * profile, so that its first phase starts at that moment and the others keep their distance to it.
 */
export function profileZero(streams: readonly Stream[], listenMs: number): number {
  return Math.max(0, listenMs - Math.min(...streams.map((stream) => stream.startMs)));
}

function weighted(weights: readonly number[], random: () => number): () => number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return () => {
    let rest = random() * total;
    const index = weights.findIndex((weight) => {
      rest -= weight;
      return rest < 0;
    });
    return index < 0 ? weights.length - 1 : index;
  };
}
