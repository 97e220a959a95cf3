/** Runs every variant a lesson makes claims about, until each claim is settled one way or the other. */
import { measure, type RunRequestInput, type Trace } from "#protocol";
import { turnKnob } from "../../components/bench/knobs.ts";
import { serverLagMs } from "../../lessons/judging.ts";
import { readVariant } from "../../lessons/read.ts";
import { readMeasure } from "../../lessons/reading.ts";
import { variantRequest } from "../../lessons/requests.ts";
import type { Claim, Lesson } from "../../lessons/types.ts";
import { judge, type Value } from "./judge.ts";
import { measureNoise } from "./noise.ts";
import type { Run } from "./run.ts";

export type Verdict = "holds" | "false" | "unjudged";
export type Settled = { claim: Claim; verdict: Verdict; value: Value; tries: number; noisyTries: number; why?: string };
export type Recorded = { variant: string; trace: Trace };

/** One stall that no reference saw is bad luck; three in a row are the claim's own fault. */
const triesTooLarge = 3;
const triesAtMost = 8;

export type Proof = { settled: Settled[]; recorded: Recorded[] };

export async function proveClaims(lesson: Lesson, run: Run, tell: (settled: Settled) => void): Promise<Proof> {
  const proof: Proof = { settled: [], recorded: [] };
  for (const claims of Map.groupBy(lesson.claims, sameRun).values()) {
    const request = await requestFor(lesson, claims[0] as Claim);
    const { settled, trace } = await settle(claims, request, run);
    for (const one of settled) tell(one);
    proof.settled.push(...settled);
    if (!claims[0]?.knobs) proof.recorded.push({ variant: claims[0]?.variant ?? "", trace });
  }
  return proof;
}

const sameRun = ({ variant, knobs }: Claim) => JSON.stringify([variant, knobs]);

async function requestFor(lesson: Lesson, { variant: id, knobs = {} }: Claim): Promise<RunRequestInput> {
  const variant = lesson.variants.find((known) => known.id === id);
  if (!variant) throw new Error(`lessons/${lesson.slug}: expected the id of a variant in a claim, got "${id}"`);
  const files = (await readVariant(lesson.slug, id, "en")).map(({ path, code }) => ({
    path,
    code: lesson.knobs.reduce((text, { name }) => turnKnob(text, name, knobs[name] ?? initial(lesson, name)), code),
  }));
  return variantRequest(variant, files);
}

const initial = ({ knobs }: Lesson, name: string) => knobs.find((knob) => knob.name === name)?.initial ?? 0;

async function settle(claims: readonly Claim[], request: RunRequestInput, run: Run) {
  const open = new Map(claims.map((claim) => [claim, { tooLarge: 0, noisy: 0 }]));
  const settled: Settled[] = [];
  let trace: Trace;
  let tries = 0;
  do {
    tries += 1;
    trace = await run(request);
    const why = brokenOff(trace);
    let noiseMs: number | null = null;
    for (const [claim, so] of [...open]) {
      const value = measuredFor(claim, trace);
      let judgement = why ? "false" : judge(claim, value, 0);
      if (judgement === "too-large") {
        noiseMs ??= Math.max(await measureNoise(run), serverLagMs(trace));
        judgement = judge(claim, value, noiseMs);
      }
      if (judgement === "too-noisy") so.noisy += 1;
      if (judgement === "too-large") so.tooLarge += 1;
      const verdict = verdictOf(judgement, so.tooLarge, tries);
      if (!verdict) continue;
      open.delete(claim);
      settled.push({ claim, verdict, value, tries, noisyTries: so.noisy, ...(why ? { why } : {}) });
    }
    if (noiseMs) await pause(250 * tries);
  } while (open.size > 0);
  return { settled, trace };
}

function verdictOf(judgement: string, tooLarge: number, tries: number): Verdict | null {
  if (judgement === "held") return "holds";
  if (judgement === "false" || tooLarge >= triesTooLarge) return "false";
  return tries >= triesAtMost ? "unjudged" : null;
}

function measuredFor(claim: Claim, trace: Trace): Value {
  if ("order" in claim) return measure.notes(trace, claim.notes).map(String);
  return readMeasure(claim.measure, trace, measure);
}

/** Numbers of a run that did not come to its end, or lost events on the way, prove nothing. */
export function brokenOff(trace: Trace): string | undefined {
  for (const event of trace.events) {
    if (event.type === "error") return `${event.data.kind}: ${event.data.message}`;
    if (event.type === "dropped") return `${event.data.count} ${event.data.what} events were dropped`;
  }
  const exit = measure.exitOf(trace);
  return exit?.reason === "finished" ? undefined : `the run ended as ${exit?.reason}`;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
