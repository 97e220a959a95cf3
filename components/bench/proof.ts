import { type Verdict, verdictStates } from "../../lessons/types.ts";
import { mapOf, number, text } from "./read-kept.ts";

/** What a reader has done in a lesson's exercise: how often they tried, how far they came, what they asked to see. */
export type Proof = {
  /** Tries that came to a judgement. One that only the machine spoiled is none. */
  tries: number;
  /** Most checks met in one try. */
  best: number;
  passed: boolean;
  /** Hints that were opened, from the first on. */
  hints: number;
  /** The solution was asked for. */
  solution: boolean;
  /** The last try: the answer as it was judged, and what was said of it. */
  last: { answer: string; verdicts: readonly Verdict[] } | null;
};

export const unproven: Proof = { tries: 0, best: 0, passed: false, hints: 0, solution: false, last: null };

export const isUnproven = ({ tries, hints, solution, last }: Proof) =>
  tries === 0 && hints === 0 && !solution && last === null;

export const metIn = (verdicts: readonly Verdict[]): number => verdicts.filter(({ state }) => state === "met").length;

export type Judgement = "passed" | "failed" | "open";
export function judgementOf(verdicts: readonly Verdict[]): Judgement {
  if (verdicts.some(({ state }) => state === "not-met")) return "failed";
  return verdicts.length > 0 && verdicts.every(({ state }) => state === "met") ? "passed" : "open";
}

/** A try is counted once something in it was decided for or against the answer. */
export function afterTry(proof: Proof, answer: string, verdicts: readonly Verdict[]): Proof {
  const judgement = judgementOf(verdicts);
  return {
    ...proof,
    tries: proof.tries + (judgement === "open" ? 0 : 1),
    best: Math.max(proof.best, metIn(verdicts)),
    passed: proof.passed || judgement === "passed",
    last: { answer, verdicts },
  };
}

/** Out of what a browser kept, which may be anything. */
export function readProof(value: unknown): Proof {
  const raw = (value ?? {}) as Partial<Record<keyof Proof, unknown>>;
  return {
    tries: number(raw.tries) ?? 0,
    best: number(raw.best) ?? 0,
    passed: raw.passed === true,
    hints: number(raw.hints) ?? 0,
    solution: raw.solution === true,
    last: readLast(raw.last),
  };
}

function readLast(value: unknown): Proof["last"] {
  const raw = (value ?? {}) as Partial<Record<"answer" | "verdicts", unknown>>;
  const answer = text(raw.answer);
  if (answer === null || !Array.isArray(raw.verdicts)) return null;
  return { answer, verdicts: raw.verdicts.flatMap((verdict) => readVerdict(verdict) ?? []) };
}

function readVerdict(value: unknown): Verdict | null {
  const raw = (value ?? {}) as Partial<Record<keyof Verdict, unknown>>;
  const [check, limit, measured] = [text(raw.check), text(raw.limit), text(raw.measured)];
  const state = verdictStates.find((known) => known === raw.state);
  if (check === null || limit === null || measured === null || !state) return null;
  const [atMs, file, line] = [number(raw.atMs), text(raw.file), number(raw.line)];
  const { ko, en } = mapOf(raw.cause, text);
  return {
    check,
    state,
    limit,
    measured,
    ...(atMs === null ? {} : { atMs }),
    ...(file === null ? {} : { file }),
    ...(line === null ? {} : { line }),
    ...(ko && en ? { cause: { ko, en } } : {}),
  };
}
