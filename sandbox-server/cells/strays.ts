import { readdirSync, readFileSync } from "node:fs";

/**
 * Descriptors this server was started with and would hand on to every child: whatever its own parent forgot
 * to close. Node opens none like that itself, and cannot mark these; a spawn has to cover each one.
 */
export function strayDescriptors(): number[] {
  return readdirSync("/proc/self/fd")
    .map(Number)
    .filter((fd) => fd > 2 && outlivesExec(fd));
}

const O_CLOEXEC = 0o2000000;

function outlivesExec(fd: number): boolean {
  try {
    const flags = readFileSync(`/proc/self/fdinfo/${fd}`, "latin1").match(/^flags:\s*([0-7]+)/m)?.[1];
    return (Number.parseInt(flags ?? "0", 8) & O_CLOEXEC) === 0;
  } catch {
    // The one that was open for reading the folder.
    return false;
  }
}
