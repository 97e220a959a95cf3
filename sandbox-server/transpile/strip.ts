import { stripTypeScriptTypes } from "node:module";

/** Takes the types out of one file and leaves every line and column where it was. */
export type Stripped =
  | { is: "code"; code: string }
  /** TypeScript that makes code of its own (enum, namespace, parameter property), or none that runs. */
  | { is: "more" }
  | { is: "wrong"; message: string; line?: number; column?: number }
  /** The parser itself broke, and will not work again in this thread. */
  | { is: "broken" };

export function strip(code: string): Stripped {
  try {
    return { is: "code", code: stripTypeScriptTypes(code) };
  } catch (error) {
    const { code: kind, message, stack = "" } = error as NodeJS.ErrnoException;
    if (kind === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") return { is: "more" };
    if (kind === "ERR_INVALID_TYPESCRIPT_SYNTAX") return { is: "wrong", message, ...placeIn(stack) };
    return { is: "broken" };
  }
}

/** The stack opens with `:<line>`, the lines around it and a caret that counts columns as a terminal shows them. */
export function placeIn(stack: string): { line?: number; column?: number } {
  const [head = "", ...shown] = stack.split("\n");
  const line = Number(/^:(\d+)$/.exec(head)?.[1] ?? Number.NaN);
  if (Number.isNaN(line)) return {};
  const caret = shown.findIndex((text) => /^ *\^+$/.test(text));
  if (caret < 1) return { line };
  const width = (shown[caret] ?? "").indexOf("^");
  return { line, column: columnAt(shown[caret - 1] ?? "", width) };
}

/** Counted from 1 in UTF-16 units, as editors and V8 do. Tabs were already printed as spaces, four each. */
function columnAt(text: string, width: number): number {
  let seen = 0;
  let column = 1;
  for (const character of text) {
    if (seen >= width) break;
    seen += isWide(character) ? 2 : 1;
    column += character.length;
  }
  return column;
}

const isWide = (character: string) =>
  /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u.test(
    character,
  );
