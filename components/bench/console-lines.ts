/** What a program wrote, cut into lines. Chunks come as the pipe cut them, so a line may come in parts. */

export type ConsoleLine = { t: number; stream: "stdout" | "stderr"; text: string };
export type Console = {
  lines: ConsoleLine[];
  /** Lines that are no longer kept, oldest first. */
  forgotten: number;
  /** Where in `lines` each stream's unfinished line stands. */
  open: { stdout: number | null; stderr: number | null };
};
export type Chunk = ConsoleLine;

/** Enough to scroll through, few enough to draw; a program may print a million. */
export const keptLines = 1_000;
/** A longer line is shown up to here. */
export const shownChars = 2_000;

export const emptyConsole: Console = { lines: [], forgotten: 0, open: { stdout: null, stderr: null } };

export function appendOutput(before: Console, chunks: readonly Chunk[]): Console {
  if (chunks.length === 0) return before;
  const lines = [...before.lines];
  const open = { ...before.open };
  for (const { t, stream, text } of chunks) {
    const parts = text.split("\n");
    parts.forEach((part, index) => {
      const last = index === parts.length - 1;
      const at = open[stream];
      const unfinished = at === null ? undefined : lines[at];
      if (at !== null && unfinished) lines[at] = { ...unfinished, text: unfinished.text + part };
      else if (!last || part !== "") lines.push({ t, stream, text: part });
      if (!last) open[stream] = null;
      else if (part !== "" && at === null) open[stream] = lines.length - 1;
    });
  }
  const over = Math.max(0, lines.length - keptLines);
  const moved = (at: number | null) => (at === null || at < over ? null : at - over);
  return {
    lines: over > 0 ? lines.slice(over) : lines,
    forgotten: before.forgotten + over,
    open: { stdout: moved(open.stdout), stderr: moved(open.stderr) },
  };
}

export const lineCount = ({ lines, forgotten }: Console) => lines.length + forgotten;

/** Colours and cursor moves of terminals mean nothing here. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const escapes = /\x1b\[[0-9;?]*[A-Za-z]|\r(?=$)/g;

export function shownText(text: string): { text: string; more: number } {
  const plain = text.replace(escapes, "");
  const more = plain.length - shownChars;
  return more > 0 ? { text: plain.slice(0, shownChars), more } : { text: plain, more: 0 };
}
