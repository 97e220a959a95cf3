import { limits } from "./limits.ts";

export type PathResult = { ok: true; path: string } | { ok: false; expected: string };

const segment = /^[\p{L}\p{M}\p{N}_-][\p{L}\p{M}\p{N}._-]*$/u;

/**
 * A submitted path in its one normal form (NFC), or why it cannot be one.
 * It becomes a real file inside the cell, so what is not plainly harmless is refused.
 */
export function normalisePath(raw: string): PathResult {
  const path = raw.normalize("NFC");
  const refuse = (expected: string): PathResult => ({ ok: false, expected });
  if (path.length === 0) return refuse("a path that is not empty");
  if (path.length > limits.pathChars) return refuse(`at most ${limits.pathChars} characters`);
  if (path.startsWith("/")) return refuse("a relative path");
  const segments = path.split("/");
  for (const part of segments) {
    if (part === "..") return refuse('no ".." in a path');
    if (part === "" || part.startsWith(".")) return refuse("no empty, dot or hidden parts");
    if (part.toLowerCase() === "node_modules") return refuse("no node_modules in a path");
    if (!segment.test(part)) return refuse("letters, digits, . _ - and forward slashes");
  }
  if (segments.at(-1)?.toLowerCase() === "package.json") return refuse("no package.json");
  return { ok: true, path };
}
