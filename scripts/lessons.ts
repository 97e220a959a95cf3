/**
 * `npm run lessons [-- slug …] [--write]`: every number a lesson states is measured again in real cells,
 * every start must fail, every solution pass, every wrong answer be told why. `--write` records what came out.
 * Ends with 1 where something is false, with 2 where the machine was too noisy to tell.
 */
import { availableParallelism } from "node:os";
import { startSandbox } from "../bench/sandbox.ts";
import { lessons } from "../lessons/index.ts";
import type { Lesson } from "../lessons/types.ts";
import { type Proof, proveClaims } from "./lessons/claims.ts";
import { proveExercise } from "./lessons/exercise.ts";
import { measureNoise } from "./lessons/noise.ts";
import { record } from "./lessons/record.ts";
import { claimHeading, claimLine, exerciseLine } from "./lessons/report.ts";
import { type Run, runnerAt } from "./lessons/run.ts";

const timesSolved = 10;
/** Numbers that readers see come from a machine that adds less than this on its own. */
const calmMs = 10;

const args = process.argv.slice(2);
const write = args.includes("--write");
const slugs = args.filter((arg) => !arg.startsWith("--"));
const unknown = [
  ...args.filter((arg) => arg.startsWith("--") && arg !== "--write"),
  ...slugs.filter((slug) => !lessons.some((lesson) => lesson.slug === slug)),
];
if (unknown.length > 0) {
  console.error(`expected --write or slugs of written lessons, got ${unknown.join(", ")}`);
  process.exit(1);
}

const tally = { held: 0, false: 0, unjudged: 0 };
const count = (verdict: "holds" | "as-meant" | "false" | "wrong" | "unjudged") => {
  if (verdict === "unjudged") tally.unjudged += 1;
  else tally[verdict === "holds" || verdict === "as-meant" ? "held" : "false"] += 1;
};

async function prove(lesson: Lesson, run: Run): Promise<void> {
  console.log(`\n${lesson.id} ${lesson.slug}\n${claimHeading}`);
  const noiseBefore = write ? await measureNoise(run) : 0;
  const proof = await proveClaims(lesson, run, (settled) => {
    count(settled.verdict);
    console.log(claimLine(settled));
  });
  if (write) await keep(lesson, proof, Math.max(noiseBefore, await measureNoise(run)));
  await proveExercise(lesson, timesSolved, run, (outcome) => {
    count(outcome.state);
    console.log(exerciseLine(outcome));
  });
}

async function keep(lesson: Lesson, proof: Proof, noiseMs: number): Promise<void> {
  if (proof.settled.some(({ verdict }) => verdict !== "holds")) {
    console.log("  nothing recorded: only claims that hold are worth showing");
  } else if (noiseMs > calmMs) {
    tally.unjudged += 1;
    console.log(`  ? nothing recorded: ${noiseMs.toFixed(1)} ms of noise, where readers should see at most ${calmMs}`);
  } else {
    await record(lesson, proof);
    console.log(`  ✓ recorded in lessons/${lesson.slug}/`);
  }
}

{
  console.log("Starting a sandbox-server …");
  await using sandbox = await startSandbox({ SANDBOX_WARM_SERVICES: "1" });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void sandbox[Symbol.asyncDispose]().then(() => process.exit(130)));
  }
  const run = runnerAt(sandbox.url);
  const noiseMs = await measureNoise(run);
  console.log(
    `Node ${process.versions.node}, ${availableParallelism()} cores, ${noiseMs.toFixed(1)} ms of noise at rest`,
  );
  for (const lesson of lessons) {
    if (slugs.length === 0 || slugs.includes(lesson.slug)) await prove(lesson, run);
  }
}

console.log(`\n${tally.held} hold, ${tally.false} false, ${tally.unjudged} could not be judged`);
if (tally.unjudged > 0) console.log("Nothing was shown false by that; run it again when the machine is calmer.");
process.exitCode = tally.false > 0 ? 1 : tally.unjudged > 0 ? 2 : 0;
