import type { Verdict } from "../../lessons/types.ts";
import { formatNumber as n } from "../i18n/number.ts";
import { openBlock } from "./recording.ts";
import type { Place, Run } from "./store.ts";
import type { Words } from "./words/index.ts";

/** What the editor shows beside a line: that it blocked the loop, for how long and how often, or that a check broke there. */
export type LineMark = {
  line: number;
  text: string;
  /** 0 to 1: this line's share of all blocked time. */
  heat: number;
  pointed: boolean;
};

export function lineMarks(
  run: Run | undefined,
  file: string,
  pointed: Place | null,
  words: Words["strip"],
): LineMark[] {
  if (!run) return [];
  const open = openBlock(run.recording);
  const all = run.lines.reduce((sum, line) => sum + line.totalMs, 0);
  return run.lines.flatMap(({ file: blockFile, line, totalMs, count }) => {
    if (blockFile !== file || line === null) return [];
    const now = open?.file === file && open.line === line ? open.durationMs : null;
    const text = now === null ? words.inline(n(Math.round(totalMs)), count) : words.inlineOpen(n(Math.round(now)));
    return [{ line, text, heat: totalMs / Math.max(all, 1), pointed: pointed?.file === file && pointed.line === line }];
  });
}

/** Where checks were broken first, beside lines that tell nothing of their own. */
export function verdictMarks(
  verdicts: readonly Verdict[],
  file: string,
  told: readonly LineMark[],
  words: { brokenAt: (ms: number) => string; broken: string },
): LineMark[] {
  const marks = new Map<number, LineMark>();
  for (const { state, file: where, line, atMs } of verdicts) {
    if (state !== "not-met" || where !== file || !line) continue;
    if (marks.has(line) || told.some((mark) => mark.line === line)) continue;
    const text = atMs === undefined ? words.broken : words.brokenAt(atMs);
    marks.set(line, { line, text, heat: 0, pointed: false });
  }
  return [...marks.values()];
}
