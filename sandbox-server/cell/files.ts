import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Run } from "./shared.ts";

/** Puts the submitted files where the program may read them as files; they are run from memory. */
export function writeFiles({ root, files }: Run): void {
  for (const { path, code } of files) {
    if (path.includes("/")) mkdirSync(dirname(root + path), { recursive: true });
    writeFileSync(root + path, code);
  }
}
