import type { EventData, ExitReason, RunEvent } from "./events.ts";
import type { RunRequestInput } from "./request.ts";

/**
 * A run, recorded: its events in the order they came. Live charts, checks, the scrubber,
 * the share link and the lesson proofs all read this one format.
 */
export type Trace = {
  version: 1;
  request?: RunRequestInput;
  events: RunEvent[];
};

export const emptyTrace = (request?: RunRequestInput): Trace => ({
  version: 1,
  ...(request ? { request } : {}),
  events: [],
});

export function eventsOf<T extends RunEvent["type"]>(trace: Trace, type: T): EventData<T>[] {
  const found: unknown[] = [];
  for (const event of trace.events) if (event.type === type) found.push(event.data);
  return found as EventData<T>[];
}

/** Stop closes the connection before an `exit` can come, so the reader writes the end itself. */
export function endTrace(trace: Trace, reason: ExitReason, wallMs: number): Trace {
  if (trace.events.some((event) => event.type === "exit")) return trace;
  const cuts = openBlocks(trace).map((block): RunEvent => {
    const durationMs = Math.max(block.durationMs, wallMs - block.startMs);
    return { type: "block", data: { ...block, state: "cut", durationMs } };
  });
  const cut = { ...trace, events: [...trace.events, ...cuts] };
  const exit: EventData<"exit"> = {
    reason,
    code: null,
    signal: null,
    wallMs,
    cpuMs: 0,
    peakRssMb: 0,
    maxLagMs: maxLagMs(cut),
    droppedOutputBytes: 0,
  };
  return { ...cut, events: [...cut.events, { type: "exit", data: exit }] };
}

/** The highest lag seen, from samples and blocks alike; null when nothing was measured. */
export function maxLagMs(trace: Trace): number | null {
  let max: number | null = null;
  for (const sample of eventsOf(trace, "lag").flat()) max = Math.max(max ?? 0, sample.lagMs);
  for (const block of blocksOf(trace)) max = Math.max(max ?? 0, block.durationMs);
  return max;
}

/** Each block in its latest state, by id, in the order they opened. */
export function blocksOf(trace: Trace): EventData<"block">[] {
  const latest = new Map<number, EventData<"block">>();
  for (const block of eventsOf(trace, "block")) latest.set(block.id, block);
  return [...latest.values()];
}

const openBlocks = (trace: Trace) => blocksOf(trace).filter((block) => block.state === "open");
