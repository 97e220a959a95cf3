import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { promisify } from "node:util";
import { limits } from "#protocol";
import { noEnv } from "./node.ts";

/**
 * Limits the kernel keeps for one cell, set by `prlimit` on the way to its wrapper. Only the number of threads
 * may have to wait until the cell has started: it counts all that the same user runs.
 */

const run = promisify(execFile);

/** Load generator, upstream, canary, the inspector's own: all that ours may still start. */
const ourThreads = 8;

/** One more than the disk holds, so that a full disk says so itself; only a hollow file could be larger. */
export const largestFile = limits.tmpBytes + 1;

/**
 * Only a backstop: memory is watched. A thread of Node maps 0.8 GiB and uses 15 MiB of it, and a WebAssembly
 * memory maps 8 (the first `fetch` of a thread makes one), so all the learner's workers at it come to 160.
 */
const addressSpace = 192 * 2 ** 30;

const forAll = ["--core=0", `--nofile=${limits.descriptors}`, `--fsize=${largestFile}`, `--as=${addressSpace}`];
const learners = limits.workers + limits.poolThreads.max + ourThreads;
/** Node's when it starts: its own, V8's four helpers, the one that wakes them; and bubblewrap's two processes. */
const startsWith = 6 + 2;

/** The command with its limits, for a cell whose user is nobody else's or shared with others. */
export function limited(user: "own" | "shared", command: readonly string[]): [string, string[]] {
  const threads = user === "own" ? [`--nproc=${startsWith + learners}`] : [];
  return ["prlimit", [...forAll, ...threads, ...command]];
}

/** For a service: what it may have of each is its own. */
export function limitedTo(limits: Record<string, number>, command: readonly string[]): [string, string[]] {
  return ["prlimit", [...Object.entries(limits).map(([name, most]) => `--${name}=${most}`), ...command]];
}

/** For a cell whose user has other processes: theirs are left out of its number by setting it now. */
export async function limitThreads(pid: number): Promise<void> {
  // The wrapper's own process in the cell counts, too.
  const now = (await readdir(`/proc/${pid}/task`)).length + 1;
  await run("prlimit", [`--pid=${pid}`, `--nproc=${now + learners}`], { env: noEnv, cwd: "/" });
}
