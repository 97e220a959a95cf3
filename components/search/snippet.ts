/** A few words of a text around what was found in it; `found` marks the words that were. */
export type Snippet = { text: string; found: boolean }[];

const before = 32;
const length = 110;

export function snippetOf(text: string, patterns: readonly RegExp[]): Snippet {
  const at = Math.max(0, patterns.map((one) => text.search(one)).find((position) => position >= 0) ?? 0);
  const from = at <= before ? 0 : nextWord(text, at - before);
  const to = from + length >= text.length ? text.length : nextWord(text, from + length) - 1;
  const cut = `${from > 0 ? "… " : ""}${text.slice(from, to).trimEnd()}${to < text.length ? " …" : ""}`;
  return marked(cut, patterns);
}

/** Where the next word begins, not far from here; a text without spaces is cut where it must be. */
function nextWord(text: string, from: number): number {
  const space = text.indexOf(" ", from);
  return space < 0 || space > from + 24 ? from : space + 1;
}

function marked(text: string, patterns: readonly RegExp[]): Snippet {
  const spans = patterns
    .flatMap((one) =>
      [...text.matchAll(new RegExp(one, "giu"))].map(({ index, 0: { length } }) => [index, index + length]),
    )
    .sort(([a = 0], [b = 0]) => a - b);
  const parts: Snippet = [];
  let done = 0;
  for (const [start = 0, end = 0] of spans) {
    if (start < done) continue;
    if (start > done) parts.push({ text: text.slice(done, start), found: false });
    parts.push({ text: text.slice(start, end), found: true });
    done = end;
  }
  if (done < text.length) parts.push({ text: text.slice(done), found: false });
  return parts;
}
