import { type Refusal, RefusedError } from "./errors.ts";
import { parseEvent } from "./events.ts";
import { limits } from "./limits.ts";
import { parseRunRequest, type RunRequestInput } from "./request.ts";
import type { Trace } from "./trace.ts";

/** A saved trace, read back. It is as foreign as any other file: whoever wrote it is not known. */

/** With the code it ran: without it there is nothing a block's line could point at. */
export type SavedTrace = Trace & { request: RunRequestInput };

export type ReadTrace =
  /** `left`: entries that were no events of ours, and are left out. */
  | { ok: true; trace: SavedTrace; left: number }
  | { ok: false; problem: "too-large" | "not-json" | "not-a-trace" | "other-version" | "no-code" | "no-events" }
  | { ok: false; problem: "bad-code"; refusal: Refusal };

/** All a run may report, print and be made of, each escaped as JSON. */
export const largestTrace = 16 << 20;
/** What a run may print comes on top of its events. */
const mostEvents = 2 * limits.events;

export function readTrace(text: string): ReadTrace {
  if (text.length > largestTrace) return { ok: false, problem: "too-large" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problem: "not-json" };
  }
  const raw = value as Partial<Record<keyof Trace, unknown>> | null;
  if (typeof raw?.version !== "number" || !Array.isArray(raw.events)) return { ok: false, problem: "not-a-trace" };
  if (raw.version !== 1) return { ok: false, problem: "other-version" };
  if (raw.request === undefined) return { ok: false, problem: "no-code" };
  if (raw.events.length > mostEvents) return { ok: false, problem: "too-large" };
  try {
    const request = parseRunRequest(raw.request);
    const events = raw.events.flatMap((event) => parseEvent(String(event?.type), event?.data) ?? []);
    if (events.length === 0) return { ok: false, problem: "no-events" };
    return { ok: true, trace: { version: 1, request, events }, left: raw.events.length - events.length };
  } catch (error) {
    if (error instanceof RefusedError) return { ok: false, problem: "bad-code", refusal: error.refusal };
    throw error;
  }
}
