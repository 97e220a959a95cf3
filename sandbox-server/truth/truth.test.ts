import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createProcessMaker } from "../cells/process.ts";
import { type Finding, isHit } from "./judge.ts";
import { programs, turning } from "./programs.ts";
import { runTruth } from "./run.ts";

/**
 * The truth suite as a test: it fails when the observer is broken, not when the machine is busy. `report.ts` holds
 * the same programs to the targets.
 */
const maker = await createProcessMaker();
after(() => maker.close());

const findings: Finding[] = [];

test("at least a hundred blocks of every kind are told", { timeout: 300_000 }, async () => {
  for (const program of programs()) findings.push(...(await runTruth(maker, program)).findings);
  assert.ok(findings.length >= 100, `${findings.length} blocks`);
  const missed = findings.filter(({ toldMs, truthMs }) => toldMs === null && truthMs >= 20);
  assert.deepEqual(
    missed.map(({ program }) => program),
    [],
  );
});

test("nine in ten last as long as they are told to, give or take a busy machine", () => {
  const near = ({ toldMs, truthMs }: Finding) => Math.abs((toldMs ?? 0) - truthMs) <= Math.max(15, truthMs * 0.2);
  assertMost(findings, near, 0.9);
});

test("nine in ten lines of blocks that last 25 ms are right", () => {
  assertMost(
    findings.filter(({ truthMs }) => truthMs >= 25),
    isHit,
    0.9,
  );
});

test("while a loop is held, the curve says for how long", () => {
  const long = findings.filter(({ truthMs }) => truthMs >= 60);
  assertMost(long, ({ liveOffMs }) => liveOffMs !== null && liveOffMs < 40, 0.9);
});

test("no line is blamed in programs that keep their loop turning", { timeout: 60_000 }, async () => {
  for (const program of turning) {
    const { extra } = await runTruth(maker, program);
    const blamed = extra.filter(({ durationMs, line }) => line !== null && durationMs >= 100);
    assert.deepEqual(blamed, [], program.name);
  }
});

function assertMost(all: Finding[], holds: (finding: Finding) => boolean, share: number): void {
  const wrong = all.filter((finding) => !holds(finding));
  const told = wrong.map(({ program, truthMs, toldMs, at }) => `${program}: ${truthMs} told ${toldMs} at ${at}`);
  assert.ok(wrong.length <= all.length * (1 - share), `${wrong.length} of ${all.length}:\n${told.join("\n")}`);
}
