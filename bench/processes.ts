import { readFileSync } from "node:fs";

/** Processes as /proc tells of them: all below one, what they are, what they take. */
export const descendants = (pid: number): number[] =>
  childrenOf(pid).flatMap((child) => [child, ...descendants(child)]);

/** Of its main thread, as all that this project's programs start. */
export const childrenOf = (pid: number): number[] =>
  read(pid, `task/${pid}/children`).split(" ").filter(Boolean).map(Number);

export const nameOf = (pid: number) => read(pid, "comm").trim();
export const commandOf = (pid: number) => read(pid, "cmdline").replaceAll("\0", " ");

/** Proportional set size in MiB: what it has for itself, and its share of what it shares. */
export const pssMb = (pid: number) => Number(/^Pss:\s+(\d+)/m.exec(read(pid, "smaps_rollup"))?.[1] ?? 0) / 1_024;

/** Nothing where a process has just ended. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
