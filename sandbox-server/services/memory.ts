import { readFileSync } from "node:fs";
import { pageBytes } from "../cells/proc.ts";

/**
 * What all processes below this one have for themselves. PostgreSQL has one for each connection, and what they
 * share would be counted a hundred times.
 */
export function privateBytes(init: number): number {
  let pages = 0;
  for (const pid of below(init)) {
    const [, resident = 0, shared = 0] = read(`/proc/${pid}/statm`).split(" ").map(Number);
    pages += resident - shared;
  }
  return pages * pageBytes();
}

function below(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...below(child)]);
}

/** Nothing where a process has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
