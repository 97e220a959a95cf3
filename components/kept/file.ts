import * as z from "zod/mini";
import { limits } from "#protocol/limits";
import { Phase } from "#protocol/load";
import { Services } from "#protocol/request";
import { verdictStates } from "../../lessons/types.ts";
import type { Saved } from "../bench/saved.ts";
import { dayMs, type Progress } from "../course/marks.ts";
import { steps } from "../lesson/steps.ts";

/**
 * Everything a browser keeps of its reader, as one file. Whoever wrote such a file is not known: it is read strictly
 * and whole, or not at all.
 */
export type Kept = {
  looplab: typeof fileVersion;
  savedAt: string;
  progress: Progress;
  /** By lesson and version, as a bench keeps them. */
  benches: Record<string, Saved>;
};

export const fileVersion = 1;
/** Browsers keep five million characters a site; more cannot have come out of one. */
export const largestFile = 10 << 20;

export type ReadKept =
  | { ok: true; kept: Kept }
  | { ok: false; problem: "too-large" | "not-json" | "not-kept" | "newer" }
  /** `at`: the first place that is not as it must be. */
  | { ok: false; problem: "damaged"; at: string };

export function readKept(text: string, now: number): ReadKept {
  if (text.length > largestFile) return { ok: false, problem: "too-large" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problem: "not-json" };
  }
  const version = (value as Partial<Kept> | null)?.looplab as unknown;
  if (typeof version !== "number") return { ok: false, problem: "not-kept" };
  if (version > fileVersion) return { ok: false, problem: "newer" };
  const read = schemaAt(now).safeParse(value);
  if (read.success) return { ok: true, kept: read.data };
  return { ok: false, problem: "damaged", at: read.error.issues[0]?.path.map(String).join(" › ") || "looplab" };
}

function schemaAt(now: number) {
  const whole = (most: number) => z.int().check(z.nonnegative(), z.maximum(most));
  // Another computer's clock may be ahead, but not by more than a day.
  const when = whole(now + dayMs);
  const version = whole(1_000_000);
  const name = z.string().check(z.regex(/^[a-z0-9-]{1,80}$/));
  const text = z.string().check(z.maxLength(limits.sourceBytes));
  const few = <T extends z.ZodMiniType>(key: z.core.$ZodRecordKey, entry: T, most: number) =>
    z.record(key, entry).check(z.refine((all) => Object.keys(all).length <= most));

  const marks = z.strictObject({
    version,
    place: z.enum(steps),
    read: z.array(z.enum(steps)).check(z.maxLength(steps.length)),
    guessed: z.boolean(),
    passedAt: z.nullable(when),
    finishedAt: z.nullable(when),
    recalled: few(z.string().check(z.regex(/^\d{1,2}$/)), z.strictObject({ at: when, days: whole(400) }), 100),
    touchedAt: when,
    was: z.nullable(version),
  });
  const words = z.string().check(z.maxLength(2_000));
  const verdict = z.strictObject({
    check: words,
    state: z.enum(verdictStates),
    limit: words,
    measured: words,
    atMs: z.exactOptional(z.number()),
    file: z.exactOptional(words),
    line: z.exactOptional(z.number()),
    cause: z.exactOptional(z.strictObject({ ko: words, en: words })),
  });
  const proof = z.strictObject({
    tries: whole(1_000_000),
    best: whole(100),
    passed: z.boolean(),
    hints: whole(10),
    solution: z.boolean(),
    last: z.nullable(z.strictObject({ answer: text, verdicts: z.array(verdict).check(z.maxLength(100)) })),
  });
  const path = z.string().check(z.maxLength(limits.pathChars));
  // A bench lets nothing in that a run would refuse, so neither does a file.
  const setup = z.strictObject({
    paths: z.exactOptional(z.array(path).check(z.minLength(1), z.maxLength(limits.files))),
    entry: z.exactOptional(path),
    load: z.exactOptional(z.nullable(z.array(Phase).check(z.minLength(1), z.maxLength(limits.load.phases)))),
    services: z.exactOptional(Services),
    env: z.exactOptional(few(path, z.string().check(z.maxLength(limits.env.valueChars)), limits.env.keys)),
    wallMs: z.exactOptional(whole(limits.wallMs.max)),
  });
  const bench = z.strictObject({
    code: few(name, few(path, text, limits.files), 20),
    guesses: few(name, z.number(), 20),
    env: few(z.string().check(z.maxLength(80)), z.number(), 20),
    proof,
    setups: few(name, setup, 20),
  });
  return z.strictObject({
    looplab: z.literal(fileVersion),
    savedAt: z.string().check(z.maxLength(40)),
    progress: few(name, marks, 500),
    benches: few(z.string().check(z.regex(/^[a-z0-9-]{1,80}@\d{1,6}$/)), bench, 1_000),
  }) satisfies z.ZodMiniType<Kept>;
}
