import { formatNumber as n } from "../i18n/number.ts";
import { openBlock } from "./recording.ts";
import type { Place, Run } from "./store.ts";
import type { Words } from "./words.ts";

/** What the editor shows beside a line: that it blocked the loop, for how long and how often. */
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
