/**
 * The few colours of code before the editor arrives, in the editor's own words. Only what can be told
 * without parsing: comments, strings, numbers, keywords. Anything else is plain.
 */
export type Tint = "comment" | "string" | "number" | "keyword" | "plain";
export type Piece = { tint: Tint; text: string };

/** Monaco's own list for TypeScript, so that nothing changes its weight when it comes. */
const keywords =
  "abstract|any|as|asserts|async|await|bigint|boolean|break|case|catch|class|const|constructor|continue|debugger|declare|" +
  "default|delete|do|else|enum|export|extends|false|finally|for|from|function|get|global|if|implements|import|in|infer|" +
  "instanceof|interface|is|keyof|let|module|namespace|never|new|null|number|object|of|out|override|package|private|" +
  "protected|public|readonly|require|return|satisfies|set|static|string|super|switch|symbol|this|throw|true|try|type|" +
  "typeof|undefined|unique|unknown|var|void|while|with|yield";

const parts: Record<Exclude<Tint, "plain">, string> = {
  comment: String.raw`\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`,
  // A quote that is not closed yet ends with its line; only a template may go on.
  string: String.raw`"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|\x60(?:[^\x60\\]|\\[\s\S])*\x60?`,
  number: String.raw`(?<![\w$])(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.[\d_]+)?(?:[eE][+-]?\d+)?)n?(?![\w$])`,
  keyword: String.raw`(?<![\w$.])(?:${keywords})(?![\w$:])`,
};
const kinds = Object.keys(parts) as Exclude<Tint, "plain">[];
const pattern = new RegExp(kinds.map((kind) => `(?<${kind}>${parts[kind]})`).join("|"), "g");

export function tint(code: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of code.matchAll(pattern)) {
    if (match.index > at) pieces.push({ tint: "plain", text: code.slice(at, match.index) });
    const kind = kinds.find((name) => match.groups?.[name] !== undefined) ?? "plain";
    if (match[0].startsWith("`")) pieces.push(...template(match[0]));
    else pieces.push({ tint: kind, text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < code.length) pieces.push({ tint: "plain", text: code.slice(at) });
  return pieces;
}

/** What stands between `${` and `}` is code again, here left plain. */
const template = (text: string): Piece[] =>
  text
    .split(/(\$\{[^}]*\})/)
    .filter((part) => part !== "")
    .map((part): Piece => ({ tint: part.startsWith("${") ? "plain" : "string", text: part }));

/** The same, line by line: the gutter, the wash and the inline readings belong to lines. */
export function tintLines(code: string): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const { tint: kind, text } of tint(code)) {
    text.split("\n").forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part) lines.at(-1)?.push({ tint: kind, text: part });
    });
  }
  return lines;
}
