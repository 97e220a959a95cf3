import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { promisify } from "node:util";
import { limits } from "#protocol";
import { noEnv } from "./node.ts";

/**
 * Limits the kernel keeps for one started cell. Set from outside after the start: the number of threads set
 * any earlier would count what every other process of the same user has.
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

export async function limitCell(pid: number, as: { uid?: number; gid?: number }): Promise<void> {
  // The wrapper's own process in the cell counts, too.
  const now = (await readdir(`/proc/${pid}/task`)).length + 1;
  const threads = now + limits.workers + limits.poolThreads.max + ourThreads;
  await run(
    "prlimit",
    [
      `--pid=${pid}`,
      "--core=0",
      `--nofile=${limits.descriptors}`,
      `--fsize=${largestFile}`,
      `--nproc=${threads}`,
      `--as=${addressSpace}`,
    ],
    { ...as, env: noEnv, cwd: "/" },
  );
}
