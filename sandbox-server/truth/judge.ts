import type { EventData } from "#protocol";
import type { Report } from "../cells/wire.ts";

/** Compares what the observer told of a program with what the program timed itself. */

/** The block itself, and when the loop turned after it; on the monotonic clock. */
export type Truth = { startMs: number; endMs: number; turnMs: number };
type Block = EventData<"block">;

export type Finding = {
  program: string;
  truthMs: number;
  /** Null when no block was told where one was. */
  toldMs: number | null;
  /** How much later than the truth the told one began. */
  startOffMs: number | null;
  at: string;
  expected: string[];
  /** Lines between what was told and what is to be blamed; null where no line was told, or another file's. */
  linesOff: number | null;
  /** The largest difference between a sample of lag and how long the loop had been held then. */
  liveOffMs: number | null;
};

export type Judged = { findings: Finding[]; extra: Block[] };

type Seen = { program: string; files: Record<string, string>; truths: Truth[]; zeroMs: number; reports: Report[] };

/** Shorter is no block, and what lasts about so long may be one or none. */
const leastMs = 12;

export function judge({ program, files, truths, zeroMs, reports }: Seen): Judged {
  const told = [...latest(reports).values()];
  const expected = linesToBlame(files);
  const spans = truths.map((truth) => onRunClock(truth, zeroMs));
  const findings = spans
    .filter(({ startMs, endMs }) => endMs - startMs >= leastMs)
    .map((span): Finding => {
      const block = told.filter((one) => overlaps(one, span)).sort((a, b) => b.durationMs - a.durationMs)[0];
      return {
        program,
        truthMs: span.endMs - span.startMs,
        toldMs: block?.durationMs ?? null,
        startOffMs: block ? block.startMs - span.startMs : null,
        at: `${block?.file}:${block?.line}`,
        expected: expected.map(({ file, line }) => `${file}:${line}`),
        linesOff: block ? distance(block, expected) : null,
        liveOffMs: liveOff(reports, span),
      };
    });
  return { findings, extra: told.filter((block) => !spans.some((span) => overlaps(block, span))) };
}

/** Right to the line, or to one beside it. */
export const isHit = ({ linesOff }: Finding): boolean => linesOff !== null && linesOff <= 1;

/** The target of observer.md: within 2 ms or 2 %, whichever is more. */
export const isExact = ({ toldMs, truthMs }: Finding): boolean =>
  toldMs !== null && Math.abs(toldMs - truthMs) <= Math.max(2, truthMs * 0.02);

type Span = { startMs: number; endMs: number };

/**
 * The loop is held until it turns. Up to a fifth more is what the block left behind, garbage for one; past that
 * something else came after it.
 */
function onRunClock({ startMs, endMs, turnMs }: Truth, zeroMs: number): Span {
  const itsOwn = turnMs - startMs <= (endMs - startMs) * 1.2;
  return { startMs: startMs - zeroMs, endMs: (itsOwn ? turnMs : endMs) - zeroMs };
}

function latest(reports: readonly Report[]): Map<number, Block> {
  const blocks = new Map<number, Block>();
  for (const report of reports) if (report.type === "block") blocks.set(report.data.id, report.data);
  return blocks;
}

const overlaps = (block: Block, { startMs, endMs }: Span) =>
  block.startMs < endMs && block.startMs + block.durationMs > startMs;

const linesToBlame = (files: Record<string, string>) =>
  Object.entries(files).flatMap(([file, source]) =>
    source.split("\n").flatMap((line, index) => (line.includes("// here") ? [{ file, line: index + 1 }] : [])),
  );

function distance({ file, line }: Block, expected: { file: string; line: number }[]): number | null {
  const offs = expected.filter((one) => one.file === file).map((one) => Math.abs(one.line - (line ?? 0)));
  return offs.length > 0 ? Math.min(...offs) : null;
}

/** While the loop is held, the curve has to say for how long. */
function liveOff(reports: readonly Report[], { startMs, endMs }: Span): number | null {
  const samples = reports.flatMap((report) => (report.type === "lag" ? report.data : []));
  const inside = samples.filter(({ t }) => t > startMs && t < endMs);
  return inside.length === 0 ? null : Math.max(...inside.map(({ t, lagMs }) => Math.abs(t - startMs - lagMs)));
}
