import { posix } from "node:path";

/** Which file an import may mean, and as what Node is to take it. */

export type Format = "module" | "commonjs" | "json";

const formats: Record<string, Format> = {
  ".ts": "module",
  ".mts": "module",
  ".js": "module",
  ".mjs": "module",
  ".cts": "commonjs",
  ".cjs": "commonjs",
  ".json": "json",
};
export const extensions = Object.keys(formats);
export const formatOf = (path: string): Format | undefined => formats[posix.extname(path)];

const twins: Record<string, string> = { ".js": ".ts", ".mjs": ".mts", ".cjs": ".cts" };

/** `./a` may mean a.ts, `./a.js` may mean a.ts: what TypeScript lets a program write. */
export function candidates(path: string): string[] {
  const extension = posix.extname(path);
  const twin = twins[extension];
  return [path, ...(twin ? [path.slice(0, -extension.length) + twin] : []), ...extensions.map((added) => path + added)];
}

/** `pg` of `pg/lib/client`, `@a/b` of `@a/b/c`. */
export const packageOf = (specifier: string): string => specifier.match(/^(?:@[^/]+\/)?[^/]+/)?.[0] ?? specifier;
