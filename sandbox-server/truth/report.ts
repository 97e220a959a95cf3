/**
 * `node sandbox-server/truth/report.ts [rounds] [part of a name] [--unarmed]`: the truth suite in full, with the
 * distribution of its errors. `--unarmed`: in cells that had no time to arm before their program came.
 */
import { parseArgs } from "node:util";
import { createProcessMaker } from "../cells/process.ts";
import { type Finding, isExact, isHit } from "./judge.ts";
import { programs, turning } from "./programs.ts";
import { runTruth } from "./run.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { unarmed: { type: "boolean" } } });
const [rounds = "1", filter = ""] = positionals;
const armed = !values.unarmed;
const maker = await createProcessMaker();
const all: Finding[] = [];
const wrong: string[] = [];
try {
  for (let round = 0; round < Number(rounds); round++) {
    for (const program of programs(round).filter(({ name }) => name.includes(filter))) {
      const { findings } = await runTruth(maker, program, armed);
      all.push(...findings);
      for (const finding of findings) console.log(line(finding));
    }
    for (const program of turning.filter(({ name }) => name.includes(filter))) {
      const { extra } = await runTruth(maker, program, armed);
      for (const block of extra)
        wrong.push(`${program.name}: ${block.durationMs.toFixed(0)} ms at ${block.startMs.toFixed(0)}`);
    }
  }
} finally {
  await maker.close();
}

const between = (from: number, to: number) => all.filter(({ truthMs }) => truthMs >= from && truthMs < to);
console.log(`\n${all.length} blocks`);
share("duration within max(2 ms, 2 %), blocks ≥ 20 ms", between(20, 1e9), isExact, 95);
const offs = between(20, 1e9).map(({ toldMs, truthMs }) => (toldMs ?? 0) - truthMs);
console.log(`  error of the duration: ${quantiles(offs)}`);
console.log(`  error of the start: ${quantiles(between(20, 1e9).map(({ startOffMs }) => startOffMs ?? Number.NaN))}`);
share(
  "lag within 20 ms while held, blocks ≥ 50 ms",
  between(50, 1e9),
  ({ liveOffMs }) => liveOffMs !== null && liveOffMs <= 20,
  100,
);
share("line right (±1), blocks ≥ 50 ms", between(50, 1e9), isHit, 95);
share("line right (±1), 25–50 ms", between(25, 50), isHit, 85);
share("line right (±1), under 25 ms", between(0, 25), isHit);
share("line right to the line", all, ({ linesOff }) => linesOff === 0);
console.log(`blocks in programs that turn: ${wrong.length} ${wrong.join("; ")}`);

function line(finding: Finding): string {
  const { truthMs, toldMs, startOffMs, linesOff, at, expected, liveOffMs, program } = finding;
  const marks = `${isExact(finding) ? " " : "✗"}${isHit(finding) ? " " : "✗"}`;
  const ms = (value: number | null) => (value === null ? "none" : value.toFixed(1)).padStart(7);
  const where = linesOff === 0 ? "" : ` line ${at}, expected ${expected.join(" or ")}`;
  return `${marks} ${ms(truthMs)} told ${ms(toldMs)} start ${ms(startOffMs)} live ${ms(liveOffMs)}  ${program}${where}`;
}

function share(what: string, of: Finding[], ok: (finding: Finding) => boolean, target?: number): void {
  const part = (100 * of.filter(ok).length) / Math.max(1, of.length);
  const aim = target === undefined ? "" : `, target ${target} % ${part >= target ? "✓" : "✗"}`;
  console.log(`${what}: ${of.filter(ok).length}/${of.length} = ${part.toFixed(1)} %${aim}`);
}

function quantiles(values: number[]): string {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const at = (p: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN).toFixed(2);
  return `min ${at(0)}, 5 % ${at(0.05)}, median ${at(0.5)}, 95 % ${at(0.95)}, max ${at(1)} ms`;
}
