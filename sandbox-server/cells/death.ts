import { readFileSync } from "node:fs";
import { constants } from "node:os";
import type { CellEnd } from "./cell.ts";

/**
 * How a process ended, read from what is left of it. bubblewrap passes on 128 + n for a signal, which a
 * program's own code can equal; the kernel's status of a process nobody has waited for yet cannot lie.
 */
/**
 * Whether it can be read. The kernel shows 0 to whoever may not look into the process: to a server run by
 * root whose container has taken CAP_SYS_PTRACE away, as they do. One that runs as its cells do may look.
 */
export function mayReadDeaths(): boolean {
  if (process.geteuid?.() !== 0) return true;
  const effective = /^CapEff:\s+([0-9a-f]+)/m.exec(readFileSync("/proc/self/status", "latin1"))?.[1];
  return ((BigInt(`0x${effective ?? 0}`) >> CAP_SYS_PTRACE) & 1n) === 1n;
}

const CAP_SYS_PTRACE = 19n;

export function readDeath(pid: number): CellEnd | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch {
    return null;
  }
  // After the program's name, which may hold anything: field 3 is the state, field 52 the wait status.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" ? fromWaitStatus(Number(fields[49])) : null;
}

export function fromWaitStatus(status: number): CellEnd {
  const signal = status & 0x7f;
  return signal === 0 ? { code: (status >> 8) & 0xff, signal: null } : { code: null, signal: signalName(signal) };
}

/** What bubblewrap makes of it, for the one case in which nothing better is to be had. */
export const fromExitCode = (code: number): CellEnd =>
  code > 128 && code <= 128 + 64 ? { code: null, signal: signalName(code - 128) } : { code, signal: null };

// Backwards: of two names for one number the first stays (SIGABRT, not SIGIOT).
const names = new Map(
  Object.entries(constants.signals)
    .reverse()
    .map(([name, number]) => [number, name as NodeJS.Signals]),
);
// Real-time signals have no name of their own in Node.
const signalName = (number: number) => names.get(number) ?? (`SIG${number}` as NodeJS.Signals);
