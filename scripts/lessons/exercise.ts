/** The start must fail, the solution must pass every time, and each wrong answer must be told what is wrong with it. */
import { measure } from "#protocol";
import { checksOf } from "../../lessons/checks.ts";
import { readExercise } from "../../lessons/read.ts";
import { exerciseRequest } from "../../lessons/requests.ts";
import type { Checks, Lesson, Verdict } from "../../lessons/types.ts";
import type { Run } from "./run.ts";

export type Outcome = { name: string; state: "as-meant" | "wrong" | "unjudged"; says: string };

/** Runs whose timing the machine spoiled are made again, this often at most. */
const repeatsAtMost = 8;

export async function proveExercise(lesson: Lesson, times: number, run: Run, tell: (outcome: Outcome) => void) {
  const checks = (await checksOf[lesson.slug]?.())?.default;
  if (!checks) throw new Error(`lessons/checks.ts: expected an entry for ${lesson.slug}, got none`);
  const files = await readExercise(lesson, "en");
  const judge = (answer: string, seed: number) => calmVerdicts(lesson, files.driver, answer, seed, checks, run);
  const outcomes: Outcome[] = [];
  const note = (outcome: Outcome) => {
    outcomes.push(outcome);
    tell(outcome);
  };

  note(startOutcome(await judge(files.start, 1)));
  note(await solutionOutcome((seed) => judge(files.solution, seed), times));
  for (const wrong of lesson.exercise.wrong) {
    const verdicts = await judge(files.wrong[wrong.file] ?? "", 1);
    note(wrongOutcome(wrong, verdicts));
  }
  return outcomes;
}

type Judged = { verdicts: Verdict[]; repeats: number };

async function calmVerdicts(
  { exercise }: Lesson,
  driver: string,
  answer: string,
  seed: number,
  checks: Checks,
  run: Run,
): Promise<Judged> {
  for (let repeats = 0; ; repeats += 1) {
    const verdicts = checks(await run(exerciseRequest(exercise, driver, answer, seed)), measure);
    expectEvery(exercise.checks, verdicts);
    if (repeats === repeatsAtMost || !verdicts.some(({ state }) => state === "too-noisy")) return { verdicts, repeats };
  }
}

/** The page shows a row for each check, so each must be answered, in their order. */
function expectEvery(wanted: readonly { id: string }[], verdicts: readonly Verdict[]): void {
  const [expected, got] = [wanted.map(({ id }) => id).join(" "), verdicts.map(({ check }) => check).join(" ")];
  if (expected !== got) throw new Error(`checks.ts: expected a verdict for each of ${expected}, got ${got}`);
}

function startOutcome({ verdicts }: Judged): Outcome {
  const failed = verdicts.filter(({ state }) => state === "not-met");
  const state = failed.length > 0 ? "as-meant" : unjudgedOr("wrong", verdicts);
  return { name: "the start fails", state, says: failed.map(told).join("; ") || "every check was met" };
}

async function solutionOutcome(judge: (seed: number) => Promise<Judged>, times: number): Promise<Outcome> {
  const name = "the solution passes";
  let repeated = 0;
  let last = "";
  for (let seed = 1; seed <= times; seed += 1) {
    const { verdicts, repeats } = await judge(seed);
    repeated += repeats;
    last = verdicts.map(({ check, measured }) => `${check} ${measured}`).join(", ");
    const failed = verdicts.filter(({ state }) => state !== "met");
    if (failed.length > 0) {
      return { name, state: unjudgedOr("wrong", verdicts), says: `seed ${seed}: ${failed.map(told).join("; ")}` };
    }
  }
  const noisy = repeated > 0 ? `, ${repeated} more were spoilt by the machine` : "";
  return { name, state: "as-meant", says: `${times} of ${times} seeds${noisy}; the last: ${last}` };
}

function wrongOutcome(wrong: Lesson["exercise"]["wrong"][number], { verdicts }: Judged): Outcome {
  const name = `${wrong.file} fails "${wrong.fails}"`;
  const first = verdicts.find(({ state }) => state === "not-met");
  if (!first) return { name, state: unjudgedOr("wrong", verdicts), says: "every check was met" };
  const meant = first.check === wrong.fails && (first.cause?.en.includes(wrong.because) ?? false);
  return { name, state: meant ? "as-meant" : "wrong", says: told(first) };
}

const unjudgedOr = (state: "wrong", verdicts: readonly Verdict[]) =>
  verdicts.some((verdict) => verdict.state === "too-noisy") ? "unjudged" : state;

function told({ check, limit, measured, atMs, file, line, cause }: Verdict): string {
  const place = file ? ` at ${file}:${line}` : "";
  const moment = atMs === undefined ? "" : ` from ${atMs} ms`;
  return `${check} ${measured} (${limit})${moment}${place}${cause ? `: ${cause.en}` : ""}`;
}
