import { createStore, type StoreApi } from "zustand/vanilla";
import type { measure, RunRequestInput, Trace } from "#protocol";
import { limits } from "#protocol/limits";
import { exerciseRequest } from "../../lessons/requests.ts";
import type { Knob, Verdict } from "../../lessons/types.ts";
import type { Unjudged } from "./judge.ts";
import { readKnob } from "./knobs.ts";
import { variantIdOf } from "./past.ts";
import type { BenchFile, BenchProps, BenchVariant } from "./props.ts";
import { emptyRecording, type Recording } from "./recording.ts";
import type { RunState } from "./run-state.ts";
import { nothingSaved, type Saved } from "./saved.ts";
import { applied, type Setup } from "./setup.ts";

/** One bench's state: what is in the editor, what was guessed, and the last run of each variant. */

export type Run = {
  /** Which one it is of this bench's runs, from 1. */
  number: number;
  state: RunState;
  trace: Trace;
  recording: Recording;
  /** Blocks by the line that caused them, for the editor. */
  lines: measure.LineBlocks[];
  /** The limit it was given. */
  wallMs: number;
};

export type ThrownAway = { code: Record<string, string>; setup: Setup };

export type Place = { file: string; line: number };

export type BenchState = Saved & {
  variants: readonly BenchVariant[];
  /** The variant whose tab is open, and the file of it that is shown. */
  open: string;
  file: string;
  /** What was saved has been read, so it may be written again. */
  restored: boolean;
  /** False where the browser refused to keep the last change. */
  saves: boolean;
  /** What "start over" threw away, until something else is typed. */
  thrownAway: ThrownAway | null;
  /** The newest run of each variant under its id, and those before under keys of their own. */
  runs: Record<string, Run>;
  /** How many runs have been asked for. */
  asked: number;
  /** The keys of the runs on the time axis, one above the other. */
  shown: readonly string[];
  /** A new run is shown with the one before it. */
  overlays: boolean;
  /** The moment the scrubber stands at. */
  cursorMs: number | null;
  /** Played or held, what lies after the scrubber has not happened yet. */
  replay: "off" | "playing" | "held";
  /** Times as fast as it was. */
  speed: number;
  /** The line pointed at from a chart or a list. */
  pointed: Place | null;
  /** A jump asked for; `count` tells one from the next to the same line. */
  goTo: (Place & { count: number }) | null;
  /** Jumps to the chart asked for so far. */
  lookedAt: number;
  /** The try under way with what is broken already, or why the last one was not judged. */
  judging: { phase: "running"; broken: readonly Verdict[] } | { phase: "unjudged"; why: Unjudged } | null;
  /** The run that the last verdicts are about, as long as the page has it. */
  judged: Trace | null;
  /** A link whose code is still on its way. */
  arriving: Promise<void> | null;
  /** What there is to say about a link or a file that was opened. */
  notice: string | null;
};

export type BenchStore = StoreApi<BenchState>;

/** The variant that is the learner's: in a lesson, the answer to its exercise. */
export const mine = "mine";

export function createBenchStore({ variants, mode, exercise, recorded }: BenchProps): BenchStore {
  const first = variants[0];
  if (!first) throw new TypeError("expected at least one variant, got none");
  const own: BenchVariant = { ...first, id: mine, role: "mine", label: { ko: "내 코드", en: "Mine" } };
  if (exercise) Object.assign(own, exerciseVariant(exercise));
  return createStore<BenchState>(() => ({
    ...nothingSaved,
    variants: mode === "lesson" ? [...variants, own] : variants,
    open: first.id,
    file: firstShown(first.files),
    restored: false,
    saves: true,
    thrownAway: null,
    runs: recorded ? { [first.id]: recorded } : {},
    asked: 0,
    shown: [first.id],
    overlays: false,
    cursorMs: null,
    replay: "off",
    speed: 1,
    pointed: null,
    goTo: null,
    lookedAt: 0,
    judging: null,
    judged: null,
    arriving: null,
    notice: null,
  }));
}

/** The driver goes with every run and is not shown: it is the workload. */
const exerciseVariant = ({ asks, start, driver }: NonNullable<BenchProps["exercise"]>) => ({
  files: [
    { path: asks.file, code: start },
    { path: "driver.ts", code: driver, hidden: true },
  ],
  entry: "driver.ts",
  load: null,
  exercise: asks,
});

export const firstShown = (files: readonly BenchFile[]) => files.find((file) => !file.hidden)?.path ?? "";

export function variantOf({ variants, open }: Pick<BenchState, "variants" | "open">, id = open): BenchVariant {
  const found = variants.find((variant) => variant.id === variantIdOf(id));
  if (!found) throw new RangeError(`expected a variant of this bench, got ${id}`);
  return found;
}

/** A variant as the reader has set it up. */
export const programOf = (state: Pick<BenchState, "variants" | "open" | "setups">, id = state.open): BenchVariant =>
  applied(variantOf(state, id), state.setups[id]);

/** A variant's files as they stand in the editor. */
export function filesOf(
  state: Pick<BenchState, "variants" | "open" | "code" | "setups">,
  id = state.open,
): BenchFile[] {
  return programOf(state, id).files.map((file) => ({ ...file, code: state.code[id]?.[file.path] ?? file.code }));
}

/** The learner's answer to the exercise. */
export const answerOf = (state: BenchState) => filesOf(state, mine)[0]?.code ?? "";

const noVerdicts: readonly Verdict[] = [];

/** What was said of the code as it stands in the open tab; of code that has changed since, nothing. */
export function verdictsShown(state: BenchState): readonly Verdict[] {
  if (state.open !== mine) return noVerdicts;
  if (state.judging?.phase === "running") return state.judging.broken;
  const { last } = state.proof;
  return last?.answer === answerOf(state) ? last.verdicts : noVerdicts;
}

export const codeOf = (state: BenchState) => filesOf(state).find((file) => file.path === state.file)?.code ?? "";
export const isEdited = ({ code, setups, open }: Pick<BenchState, "code" | "setups" | "open">, id = open) =>
  Object.keys(code[id] ?? {}).length > 0 || Object.keys(setups[id] ?? {}).length > 0;

export function openVariant(store: BenchStore, id: string): void {
  const { files } = programOf(store.getState(), id);
  store.setState({
    open: id,
    file: firstShown(files),
    shown: [id],
    cursorMs: null,
    replay: "off",
    thrownAway: null,
    notice: null,
  });
}

export const openFile = (store: BenchStore, file: string) => store.setState({ file });

export function knobValue(
  state: Pick<BenchState, "variants" | "open" | "code" | "env" | "setups">,
  knob: Knob,
): number | null {
  if (knob.sets !== "literal") return state.env[knob.name] ?? knob.initial;
  return filesOf(state).reduce<number | null>((found, { code }) => found ?? readKnob(code, knob.name), null);
}

export function setGuess(store: BenchStore, variant: string, value: number | null): void {
  store.setState(({ guesses: { [variant]: _, ...others } }) => ({
    guesses: value === null ? others : { ...others, [variant]: value },
  }));
}

/** A workload of its own for every try: what fits one by chance does not fit the next. */
const anySeed = () => Math.floor(Math.random() * 2 ** 31);

export function requestOf(state: BenchState, knobs: readonly Knob[], id = state.open): RunRequestInput {
  const { entry, load, services, env, wallMs, exercise } = programOf(state, id);
  if (exercise) {
    const [answer, driver] = filesOf(state, id);
    return exerciseRequest(exercise, driver?.code ?? "", answer?.code ?? "", anySeed());
  }
  const turned = knobs.flatMap(({ name, sets }) => {
    const value = state.env[name];
    return sets !== "literal" && value !== undefined ? [[sets.env, String(value)] as const] : [];
  });
  return {
    files: filesOf(state, id).map(({ path, code }) => ({ path, code })),
    entry,
    env: { ...env, ...Object.fromEntries(turned) },
    ...(load ? { load } : {}),
    ...(services ? { services } : {}),
    ...(wallMs ? { limits: { wallMs } } : {}),
  };
}

export const freshRun = (request: RunRequestInput, number = 1): Run => ({
  number,
  state: { phase: "starting" },
  trace: { version: 1, request, events: [] },
  recording: emptyRecording,
  lines: [],
  wallMs: request.limits?.wallMs ?? limits.wallMs.default,
});
