import type { EventData, measure, Trace } from "#protocol";
import type { Checks, Text, Verdict } from "../../lessons/types.ts";
import type { Run } from "./store.ts";

/** What a lesson's checks say of a run, and when nothing may be said at all. Pure. */

/** Why a run was not judged. */
export type Unjudged = "stopped" | "not-run" | "ours" | "dropped" | "unreadable" | "unloaded";
export type Judged = { verdicts: readonly Verdict[] } | { unjudged: Unjudged };

type Read = typeof measure;

/** A run that is over. */
export function judge(checks: Checks, { state, trace, recording }: Run, read: Read): Judged {
  if (state.phase !== "ended") return { unjudged: "not-run" };
  if (state.reason === "cancelled") return { unjudged: "stopped" };
  if (recording.errors.some(({ kind }) => kind === "internal" || kind === "service")) return { unjudged: "ours" };
  // Lanes or blocks that were let go would make a broken limit look kept.
  if (recording.dropped.length > 0) return { unjudged: "dropped" };
  const verdicts = ask(checks, trace, read);
  return verdicts ? { verdicts } : { unjudged: "unreadable" };
}

/** A run that goes on: only what nothing that may still come can mend. */
export const brokenSoFar = (checks: Checks, trace: Trace, read: Read): readonly Verdict[] =>
  (ask(checks, trace, read) ?? []).filter(({ state, atMs }) => state === "not-met" && atMs !== undefined);

/** Learners' code can note anything, under the driver's names too: checks may meet what they never expected. */
function ask(checks: Checks, trace: Trace, read: Read): readonly Verdict[] | null {
  try {
    return checks(trace, read);
  } catch {
    return null;
  }
}

/** The hidden workload in words, as the driver notes it once it has begun. */
export function workloadOf({ events }: Trace): Text | null {
  const note = events.find((event) => event.type === "note" && event.data.name === "workload");
  const { ko, en } = ((note?.data as EventData<"note"> | undefined)?.value ?? {}) as Partial<Text>;
  return typeof ko === "string" && typeof en === "string" ? { ko, en } : null;
}
