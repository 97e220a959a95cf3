/** Two texts held against each other, line by line: the longest common run of lines stays, the rest differs. */

export type DiffLine = { kind: "same" | "mine" | "theirs"; text: string; mine: number | null; theirs: number | null };

export function diffLines(mine: string, theirs: string): DiffLine[] {
  // Nobody sees a blank at a line's end, so it is no difference.
  const a = mine.split("\n").map((line) => line.trimEnd());
  const b = theirs.split("\n").map((line) => line.trimEnd());
  const common = commonLengths(a, b);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: "same", text: b[j] ?? "", mine: ++i, theirs: ++j });
    } else if (j >= b.length || (i < a.length && at(common, i + 1, j) >= at(common, i, j + 1))) {
      lines.push({ kind: "mine", text: a[i] ?? "", mine: ++i, theirs: null });
    } else {
      lines.push({ kind: "theirs", text: b[j] ?? "", mine: null, theirs: ++j });
    }
  }
  return lines;
}

const at = (table: readonly Uint32Array[], i: number, j: number) => table[i]?.[j] ?? 0;

/** How many lines the ends from `i` and `j` on have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    const row = table[i] as Uint32Array;
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

/** Lines to be read, and stretches nothing changed in, which may stay folded. */
export type Hunk = { kind: "shown" | "folded"; lines: DiffLine[] };

export function hunksOf(lines: readonly DiffLine[], context = 3): Hunk[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ kind }) => kind !== "same"),
  );
  const hunks: Hunk[] = [];
  lines.forEach((line, index) => {
    const kind = near[index] ? "shown" : "folded";
    const last = hunks.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else hunks.push({ kind, lines: [line] });
  });
  return hunks;
}
