import type { ReactNode } from "react";
import type { RunRequestInput } from "#protocol";
import type { Exercise, Knob, Locale, Prediction, Text, Variant } from "../../lessons/types.ts";
import type { Run } from "./store.ts";

/**
 * What a page hands to a bench. Plain data and parts, so that a server component can pass it:
 *
 *   <Bench locale node mode lessonKey variants knobs prediction exercise />
 *
 * `lessonKey` is slug and version (`one-thread-many-requests@1`): what is kept in the browser is kept under it.
 * In a lesson, Mine is added after the given variants: the exercise's start, or a copy of the first variant.
 * On the play page the variants are programs to start from, and there is no Mine.
 */
export type BenchFile = {
  path: string;
  code: string;
  /** Sent with the run, never shown: an exercise's driver. */
  hidden?: boolean;
};

export type BenchVariant = {
  id: string;
  label: Text;
  role: Variant["role"] | "mine" | "shared" | "recorded";
  files: readonly BenchFile[];
  entry: string;
  load?: RunRequestInput["load"];
  services?: RunRequestInput["services"];
  env?: RunRequestInput["env"];
  wallMs?: number;
  /** Its first file is an answer, checked instead of just run. */
  exercise?: Asks;
};

/** The exercise as a reader is asked it. */
export type Asks = Omit<Exercise, "wrong">;

export type BenchProps = {
  locale: Locale;
  /** The Node a run gets, as `26.10`. */
  node: string;
  /** Shared: a recorded run, to be looked at only. */
  mode: "lesson" | "play" | "share";
  lessonKey: string;
  variants: readonly BenchVariant[];
  knobs?: readonly Knob[];
  prediction?: Prediction;
  exercise?: { asks: Asks; start: string; solution: string; driver: string };
  /** A run of the first variant that is there from the start. */
  recorded?: Run;
  /** What stands where Run and Stop are otherwise. */
  bar?: ReactNode;
  /** What stands over the code instead of tabs for variants and files. */
  tabs?: ReactNode;
  /** What the run is set up with, under the code. */
  setup?: ReactNode;
};
