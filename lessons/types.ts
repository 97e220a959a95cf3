import type { measure, RunRequestInput, Trace } from "#protocol";

/** What a lesson is made of. Content only: no UI, no I/O. */

export type Locale = "ko" | "en";
export type Text = Record<Locale, string>;

export type LessonId = `L${number}`;
export type Track = { number: number; title: Text; lessons: readonly Listing[] };
/** One entry of the course map; `written` says whether its folder exists. */
export type Listing = { id: LessonId; slug: string; title: Text; written: boolean };

/** The readings of a trace a lesson may speak of (see protocol/measure.ts), each a number. */
export type Measure =
  | { kind: "totalMs" | "maxLagMs" | "peak" | "errors" | "p50Ms" | "p95Ms" | "p99Ms" }
  /** The last value of a counter or gauge of that name. */
  | { kind: "metric"; name: string };

/** `about`: 0.95·T ≤ x ≤ 1.4·T + 60 ms; noise only ever adds delay, so the lower bound is tight. */
export type Expectation = { about: number } | { is: number } | { atLeast: number } | { below: number };

export type Variant = {
  /** Also its folder: `variants/<id>/main.ts`, or the single file `variants/<id>.ts`. */
  id: string;
  label: Text;
  /** Which tab it stands under; colour never follows the variant. */
  role: "bad" | "good" | "more";
  load?: RunRequestInput["load"];
  /** Databases of its own beside every run of it. */
  services?: RunRequestInput["services"];
  env?: RunRequestInput["env"];
  wallMs?: number;
};

/** A knob rewrites one literal marked with a `knob:name` comment, or sets a part of the request. */
export type Knob = {
  name: string;
  label: Text;
  unit: Text;
  values: readonly number[];
  initial: number;
  sets: "literal" | { env: "UV_THREADPOOL_SIZE" };
};

export type Prediction = {
  question: Text;
  unit: "ms" | "count";
  /** One guess for each of these; the measured value of that variant answers it. */
  guesses: readonly { variant: string; measure: Measure }[];
  explain: Text;
};

/** What a lesson states and `npm run lessons` measures: a number, or the order in which notes of one name came. */
export type Claim = {
  id: string;
  variant: string;
  /** Settings other than the knobs' initial ones. */
  knobs?: Readonly<Record<string, number>>;
  says: Text;
} & ({ measure: Measure; expect: Expectation } | { notes: string; order: readonly string[] });

/** `measured.json`: what the claims came to when an author last recorded them. */
export type Measured = {
  date: string;
  node: string;
  cores: number;
  claims: Readonly<Record<string, number | readonly string[]>>;
};

export const verdictStates = ["met", "not-met", "too-noisy"] as const;
export type VerdictState = (typeof verdictStates)[number];
/**
 * Where a limit stands in the picture of its run: a height of the lag, a moment counted from `fromMs`, or a number
 * of pieces of work at once. What came before `fromMs` or after `toMs` was not judged.
 */
export type Bound = { of: "lag" | "total" | "peak"; most: number; fromMs?: number; toMs?: number };

/** In this order on the page: limit, measured, moment, line, cause. */
export type Verdict = {
  check: string;
  state: VerdictState;
  limit: string;
  measured: string;
  bound?: Bound;
  atMs?: number;
  file?: string;
  line?: number;
  cause?: Text;
};

/**
 * Judges a run. The page asks while the run still goes on, too, and then believes only what is broken for good:
 * a verdict `not-met` that names its moment.
 */
export type Checks = (trace: Trace, read: typeof measure) => Verdict[];

export type Exercise = {
  title: Text;
  task: Text;
  /** The file the learner edits, as the driver imports it. */
  file: string;
  checks: readonly { id: string; title: Text }[];
  hints: readonly [Text, Text, Text];
  solutionWhy: Text;
  /** File names in `exercise/wrong/`, the first check each must fail, and words of the English cause it must be given. */
  wrong: readonly { file: string; fails: string; because: string }[];
  /** Databases of its own beside every check of it. */
  services?: RunRequestInput["services"];
  wallMs?: number;
};

export type Question = { ask: Text; answer: Text };

export type Lesson = {
  id: LessonId;
  slug: string;
  /** Raised when code, guesses or verdicts kept in a browser no longer fit. */
  version: number;
  title: Text;
  summary: Text;
  /** Source items it teaches, as listed in the coverage. */
  sources: readonly string[];
  experiment: "real" | "model";
  minutes: number;
  variants: readonly Variant[];
  knobs: readonly Knob[];
  prediction: Prediction;
  claims: readonly Claim[];
  exercise: Exercise;
  /** Text alternatives, by the name of the fence's diagram. */
  diagrams: Record<string, { caption: Text; alt: Text }>;
  questions: readonly Question[];
  builtWith: { file: string; says: Text };
};
