/** Which packages a text names, and what the editor says of one that is not there. Pure. */
import type { Locale } from "../../lessons/types.ts";

/** Any quoted name of a package or of a part of one: `import`, `import()` and `require` alike. */
export function packagesIn(code: string, listed: readonly string[]): string[] {
  const quoted = [...code.matchAll(/(["'])((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^"'\n]*)?\1/g)].map((match) => match[2] ?? "");
  return [...new Set(quoted)].filter((name) => listed.includes(name));
}

/** What is served beside the types: the names of all packages. */
export const listFile = "list.json";

/** As DefinitelyTyped names the types of a package with a scope. */
export const typesFileOf = (name: string): string => `${name.replace(/^@(.*)\//, "$1__")}.json`;

/** The package that TypeScript did not find, by its own words; null for a file, a built-in, or another error. */
export function missingPackage(message: string): string | null {
  const specifier = /^Cannot find module (?:or .* of )?'([^'.:/][^':]*)'/.exec(message)?.[1];
  return specifier ? (/^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? null) : null;
}

export const notListed: Record<Locale, (name: string, listed: readonly string[]) => string> = {
  ko: (name, listed) => `'${name}' 패키지는 여기서 import할 수 없습니다. 쓸 수 있는 패키지:\n${inLines(listed)}`,
  en: (name, listed) => `The package '${name}' cannot be imported here. What can:\n${inLines(listed)}`,
};

/** The widget that shows it does not wrap. */
function inLines(names: readonly string[]): string {
  const lines = [""];
  for (const name of names) {
    if ((lines.at(-1) ?? "").length + name.length > 56) lines.push("");
    lines[lines.length - 1] += `${name} `;
  }
  return lines.map((line) => line.trimEnd()).join("\n");
}
