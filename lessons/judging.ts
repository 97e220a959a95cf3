/**
 * What the checks of a lesson have in common: which part of a trace is judged, how noisy the machine was,
 * how a limit is worded. Pure; the readings of `protocol/measure.ts` are handed in.
 */
import type { EventData, measure, RunEvent, Trace } from "#protocol";
import type { Text, Verdict, VerdictState } from "./types.ts";

export type Read = typeof measure;
type EventOf<T extends RunEvent["type"]> = Extract<RunEvent, { type: T }>;

export const eventsOf = <T extends RunEvent["type"]>(trace: Trace, type: T): EventData<T>[] =>
  trace.events.filter((event): event is EventOf<T> => event.type === type).map((event) => event.data as EventData<T>);

/** The first note of that name, with its moment. */
export const noteOf = <T>(trace: Trace, name: string): { t: number; value: T } | null => {
  const note = eventsOf(trace, "note").find((found) => found.name === name);
  return note ? { t: note.t, value: note.value as T } : null;
};

/** The lag and the blocks of one stretch of the run, and nothing else of it. */
export function lagBetween(trace: Trace, fromMs: number, toMs = Number.POSITIVE_INFINITY): Trace {
  const events = trace.events.flatMap((event): RunEvent[] => {
    if (event.type === "block") return event.data.startMs >= fromMs && event.data.startMs < toMs ? [event] : [];
    if (event.type !== "lag") return [];
    const data = event.data.filter(({ t }) => t >= fromMs && t < toMs);
    return data.length > 0 ? [{ type: "lag", data }] : [];
  });
  return { ...trace, events };
}

/** The first block longer than that, in its last state; one that a line is known to have held goes first. */
export function firstBlock(trace: Trace, overMs: number): EventData<"block"> | null {
  const latest = new Map(eventsOf(trace, "block").map((block) => [block.id, block]));
  const long = [...latest.values()].filter((block) => block.durationMs > overMs);
  return long.sort((a, b) => Number(a.line === null) - Number(b.line === null) || a.startMs - b.startMs)[0] ?? null;
}

/** How late the sandbox-server itself came to its work meanwhile: no program in a cell can cause it on purpose. */
export const serverLagMs = (trace: Trace): number =>
  Math.max(0, ...eventsOf(trace, "metric").flatMap(({ name, value }) => (name === "serverLagMs" ? [value] : [])));

/**
 * Over the limit by no more than thrice what the machine was seen to add on its own: nobody's fault.
 * Stalls come in unequal sizes, so the one that was seen is not the worst there was.
 */
export function timing(measured: number, limit: number, noiseMs: number): VerdictState {
  if (measured <= limit) return "met";
  return noiseMs >= 5 && measured <= limit + 3 * noiseMs ? "too-noisy" : "not-met";
}

export const ms = (value: number): string => `${Math.round(value).toLocaleString("en-US")} ms`;

/** A run that never came to its end answers no check; the trace says why. */
export function unfinished(trace: Trace, checks: readonly { check: string; limit: string }[]): Verdict[] {
  const error = eventsOf(trace, "error")[0];
  const reason = eventsOf(trace, "exit").at(-1)?.reason;
  const cause: Text = error
    ? { ko: `끝까지 실행되지 않았습니다. ${error.message}`, en: `It did not run to its end: ${error.message}` }
    : {
        ko: `끝까지 실행되지 않았습니다 (${reason ?? "exit 없음"}).`,
        en: `It did not run to its end (${reason ?? "no exit"}).`,
      };
  return checks.map(({ check, limit }) => ({
    check,
    state: "not-met",
    limit,
    measured: "–",
    ...(error?.file ? { file: error.file } : {}),
    ...(error?.line ? { line: error.line } : {}),
    cause,
  }));
}
