/**
 * An imported name that is only a type has to go, as with any TypeScript compiler: it does not exist when the
 * program runs, and importing it would fail. Stripping keeps it unless it says `type`; here it is blanked.
 */

const statement = /^[ \t]*import\s+(?!type\s)([^'"();=]+?)\s+from\s*(['"])[^'"\n]*\2(?:\s+with\s*\{[^}]*\})?;?/gm;

type Named = { local: string; from: number; to: number };

/** Whether some imported name seems to be used nowhere: cheap, and wrong only on the careful side. */
export function mayImportTypes(stripped: string): boolean {
  const words = withoutComments(stripped);
  for (const [, clause = ""] of importsOf(stripped)) {
    for (const { local } of namesIn(clause)) if (countWord(words, local) < 2) return true;
  }
  return false;
}

/**
 * Blanks every imported name that is not among the kept ones. The file itself is still imported, as Node does
 * it: what it prints is printed, and one that is not there is still an error.
 */
export function elide(stripped: string, kept: ReadonlySet<string>): string {
  let code = stripped;
  for (const match of importsOf(stripped)) {
    const [whole, clause = ""] = match;
    const names = namesIn(clause);
    const gone = names.filter(({ local }) => !kept.has(local));
    if (gone.length === 0) continue;
    const from = whole.indexOf(clause);
    if (gone.length === names.length) {
      const end = whole.indexOf("from", from + clause.length) + "from".length;
      code = replaceAt(code, match.index + from, blank(whole.slice(from, end)));
      continue;
    }
    let left = clause;
    for (const { from, to } of gone) left = replaceAt(left, from, blank(left.slice(from, to)));
    // `import a, * as b` without its b.
    code = replaceAt(code, match.index + from, left.replace(/,(\s*)$/, " $1"));
  }
  return code;
}

/** The local names of all imports, in code as a compiler writes it. */
export function importedNames(code: string): Set<string> {
  return new Set([...code.matchAll(statement)].flatMap(([, clause = ""]) => namesIn(clause).map(({ local }) => local)));
}

/** Each name with the part of the clause it takes, its comma included. */
function namesIn(clause: string): Named[] {
  const name = /(?:[\p{L}\p{N}_$*]+\s+as\s+)?([\p{L}_$][\p{L}\p{N}_$]*)\s*,?/gu;
  return [...clause.matchAll(name)].map((match) => ({
    local: match[1] ?? "",
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Those before the first template literal: text inside one may look like an import. */
function importsOf(code: string): RegExpExecArray[] {
  const end = withoutComments(code).indexOf("`");
  return [...(end < 0 ? code : code.slice(0, end)).matchAll(statement)];
}

/** Same length. Knows only comments that begin their line, so it never takes away code. */
export const withoutComments = (code: string): string => code.replace(/^[ \t]*(?:\/\/.*|\/\*[\s\S]*?\*\/)/gm, blank);

const replaceAt = (text: string, at: number, part: string) => text.slice(0, at) + part + text.slice(at + part.length);

const blank = (text: string) => text.replace(/[^\n\r]/g, " ");

function countWord(text: string, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + word.length])) count += 1;
  }
  return count;
}
const isPart = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
