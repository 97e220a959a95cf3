import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { noEnv } from "./node.ts";
import { strayDescriptors } from "./strays.ts";
import { fds } from "./tree.ts";

/** Starts programs in bubblewrap: one set of walls, many spawns. */
export type Wrapper = (as: { uid?: number; gid?: number }, more?: readonly string[]) => ChildProcess;

type Options = {
  bwrap: string;
  /** A folder no program inside can see, and a name for our files in it. */
  beside: string;
  name: string;
  walls: readonly string[];
  filter: Buffer;
  /** Node and its arguments, as seen from inside. */
  command: readonly string[];
  /** Adds what must be set before bubblewrap starts. */
  limited: (command: readonly string[]) => [string, string[]];
};

export async function createWrapper(options: Options): Promise<Wrapper> {
  const { bwrap, beside, name, walls, filter, command, limited } = options;
  // In files, because a cell can read bwrap's own arguments in /proc/1/cmdline.
  const argsFile = join(beside, `${name}-args`);
  const filterFile = join(beside, `${name}-filter`);
  await writeFile(argsFile, walls.join("\0"), { mode: 0o600 });
  await writeFile(filterFile, filter, { mode: 0o600 });
  const known = ["--args", `${fds.args}`, "--seccomp", `${fds.filter}`, "--info-fd", `${fds.info}`];
  const strays = strayDescriptors();

  return (as, more = []) => {
    const [program, args] = limited([bwrap, ...known, ...more, "--", ...command]);
    // bwrap reads both to their end, so an open file serves one spawn only.
    const files = [argsFile, filterFile, "/dev/null"].map((file) => openSync(file, "r"));
    const [wallsFd = 0, filterFd = 0, nothing = 0] = files;
    try {
      const stdio: ("ignore" | "pipe" | number)[] = [
        "ignore",
        "pipe",
        "pipe",
        "pipe",
        "pipe",
        wallsFd,
        filterFd,
        "pipe",
      ];
      for (const stray of strays) {
        while (stdio.length <= stray) stdio.push("ignore");
        if (stdio[stray] === "ignore") stdio[stray] = nothing;
      }
      return spawn(program, args, { ...as, cwd: "/", env: noEnv, stdio });
    } finally {
      for (const file of files) closeSync(file);
    }
  };
}
