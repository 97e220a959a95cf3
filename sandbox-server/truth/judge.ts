import type { Report } from "../cells/wire.ts";

/** Compares what the observer told of a program with what the program timed itself. */

/** The block itself, and when the loop turned after it. */
export type Truth = { startMs: number; endMs: number; turnMs: number; key: string };
type Block = Extract<Report, { type: "block" }>["data"];

export type Finding = {
  program: string;
  truthMs: number;
  /** Null when no block was told where one was. */
  toldMs: number | null;
  startOffMs: number | null;
  file: string | null;
  line: number | null;
  lines: number[];
  /** Within one line of what is to be blamed. */
  hit: boolean;
  exact: boolean;
  openedAfterMs: number | null;
};

export type Judged = { findings: Finding[]; extra: Block[]; worstLiveMs: number };

type Seen = { program: string; source: string; truths: Truth[]; zeroMs: number; reports: Report[] };

export function judge({ program, source, truths, zeroMs, reports }: Seen): Judged {
  const blocks = new Map<number, Block>();
  for (const report of reports) if (report.type === "block") blocks.set(report.data.id, report.data);
  const told = [...blocks.values()];
  const lines = source.split("\n").flatMap((line, index) => (line.includes("// here") ? [index + 1] : []));
  const findings = truths
    .filter((truth) => truth.endMs - truth.startMs >= 10)
    .map((truth): Finding => {
      const startMs = truth.startMs - zeroMs;
      // Up to a fifth longer is the block's own doing; past that something else held the loop after it.
      const lastedMs = truth.endMs - truth.startMs;
      const endMs = (truth.turnMs - truth.startMs <= lastedMs * 1.2 ? truth.turnMs : truth.endMs) - zeroMs;
      const block = told
        .filter((one) => one.startMs < endMs && one.startMs + one.durationMs > startMs)
        .sort((a, b) => b.durationMs - a.durationMs)[0];
      const off = block?.line != null ? Math.min(...lines.map((line) => Math.abs(line - (block.line as number)))) : 99;
      return {
        program,
        truthMs: endMs - startMs,
        toldMs: block?.durationMs ?? null,
        startOffMs: block ? block.startMs - startMs : null,
        file: block?.file ?? null,
        line: block?.line ?? null,
        lines,
        hit: off <= 1,
        exact: off === 0,
        openedAfterMs: null,
      };
    });
  const extra = told.filter(
    (block) =>
      !truths.some((t) => block.startMs < t.endMs - zeroMs && block.startMs + block.durationMs > t.startMs - zeroMs),
  );
  return { findings, extra, worstLiveMs: worstLive(reports, truths, zeroMs) };
}

/** While the loop is held, the curve has to say how long it has been held already. */
function worstLive(reports: readonly Report[], truths: readonly Truth[], zeroMs: number): number {
  const samples = reports.flatMap((report) => (report.type === "lag" ? report.data : []));
  let worst = 0;
  for (const truth of truths) {
    for (const { t, lagMs } of samples) {
      const heldMs = t - (truth.startMs - zeroMs);
      if (heldMs > 0 && t < truth.endMs - zeroMs) worst = Math.max(worst, Math.abs(heldMs - lagMs));
    }
  }
  return worst;
}
