import { posix } from "node:path";
import type { CellFile } from "../cells/wire.ts";
import { loadedOnFirstUse } from "../packages.ts";

/** What a program imports before its first statement runs: the allow-listed packages, to be loaded before time zero. */
export function staticPackages(files: readonly CellFile[], entry: string, allowed: readonly string[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file.code]));
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const specifier of specifiersIn(byPath.get(path) ?? "")) {
      if (allowed.includes(packageOf(specifier))) packages.add(specifier);
      const file = specifier.startsWith(".") ? resolveIn(byPath, posix.join(posix.dirname(path), specifier)) : null;
      if (file !== null) visit(file);
    }
  };
  visit(entry);
  return [...packages].flatMap((specifier) => [specifier, ...(loadedOnFirstUse[packageOf(specifier)] ?? [])]);
}

/** A look-alike inside a string or a comment only loads a package nobody needs. */
function* specifiersIn(code: string): Generator<string> {
  const statement =
    /(?:^|;)[ \t]*(?:import|export)\b[^'"()=;]*?\bfrom\s*(["'])([^"'\n]+)\1|(?:^|;)[ \t]*import\s*(["'])([^"'\n]+)\3/gm;
  for (const match of code.matchAll(statement)) yield match[2] ?? match[4] ?? "";
}

/** `pg`, `@scope/name`, with what follows left off. */
const packageOf = (specifier: string) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? "";

const extensions = ["", ".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"];

/** As the cell finds files: without an extension, or by the name the compiled file would have. */
function resolveIn(files: ReadonlyMap<string, unknown>, path: string): string | null {
  const asTypeScript = path.replace(/\.([mc]?)js$/, ".$1ts");
  return [...extensions.map((extension) => path + extension), asTypeScript].find((name) => files.has(name)) ?? null;
}
