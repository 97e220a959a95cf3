import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { limits } from "#protocol";
import type { Cell, CellMaker } from "./cell.ts";
import { watchKernelBytes } from "./kernel-memory.ts";
import { cellEnv, noEnv } from "./node.ts";
import { limited, limitThreads } from "./prlimit.ts";
import { untilReady } from "./ready.ts";
import type { Root } from "./root.ts";
import { strayDescriptors } from "./strays.ts";
import { fds, watchTree } from "./tree.ts";
import type { Uids } from "./uids.ts";

/** Cells with walls: each one Node process in namespaces of its own, behind our system-call filter. */

export type Walls = {
  bwrap: string;
  root: Root;
  /** bwrap's arguments; `wallArguments` but for a test that takes a wall away. */
  walls: readonly string[];
  filter: Buffer;
  /** Null only where the server itself is an unprivileged user: then every cell runs as it. */
  uids: Pick<Uids, "take"> | null;
  /** Node and its arguments, as seen from inside. */
  command: readonly string[];
};

export async function createBubblewrapMaker({ bwrap, root, walls, filter, uids, command }: Walls): Promise<CellMaker> {
  // Root's bwrap maps the cell to the host's root: it could then write /proc/sys/kernel/core_pattern.
  if (process.geteuid?.() === 0 && !uids) {
    throw new Error("expected user ids for the cells of a server that runs as root, got none");
  }
  // In files, because a cell can read bwrap's own arguments in /proc/1/cmdline.
  const argsFile = join(root.beside, "args");
  const filterFile = join(root.beside, "filter");
  await writeFile(argsFile, walls.join("\0"), { mode: 0o600 });
  await writeFile(filterFile, filter, { mode: 0o600 });
  const argv = ["--args", `${fds.args}`, "--seccomp", `${fds.filter}`, "--info-fd", `${fds.info}`, "--", ...command];

  const [program, args] = limited(uids ? "own" : "shared", [bwrap, ...argv]);
  const strays = strayDescriptors();

  const spawnWrapped = (as: { uid?: number; gid?: number }) => {
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

  return {
    isolation: "bubblewrap",
    close: async () => root[Symbol.asyncDispose](),

    async start(signal) {
      signal.throwIfAborted();
      await using undo = new AsyncDisposableStack();
      const user = uids ? undo.use(await uids.take()) : null;
      const as = user ? { uid: user.uid, gid: user.uid } : {};
      const tree = await watchTree(spawnWrapped(as));
      const { stdout, stderr, channel, kill } = tree;
      const held = undo.move();
      const ended = tree.ended.finally(() => held.disposeAsync());

      const cell: Cell = {
        isolation: "bubblewrap",
        get pid() {
          return tree.node;
        },
        get kernelBytes() {
          return watchKernelBytes(tree.node);
        },
        stdout,
        stderr,
        channel,
        ended,
        kill,
        async [Symbol.asyncDispose]() {
          kill();
          await ended;
          for (const stream of [stdout, stderr, channel]) stream.destroy();
        },
      };
      try {
        await untilReady(cell, signal);
        await tree.hold();
        if (!user) await limitThreads(tree.node);
        return cell;
      } catch (error) {
        await cell[Symbol.asyncDispose]();
        throw error;
      }
    },
  };
}

export const wallArguments = (root: string): string[] => [
  ...["user", "pid", "net", "ipc", "uts"].map((name) => `--unshare-${name}`),
  ...["--unshare-cgroup-try", "--disable-userns"],
  ...["--uid", "65534", "--gid", "65534", "--hostname", "cell"],
  ...["--cap-drop", "ALL", "--new-session", "--die-with-parent", "--clearenv"],
  ...Object.entries(cellEnv("/tmp")).flatMap(([name, value]) => ["--setenv", name, value]),
  ...["--ro-bind", root, "/"],
  ...["--size", `${limits.tmpBytes}`, "--perms", "0700", "--tmpfs", "/tmp"],
  // bwrap's /dev is a tmpfs without a size.
  ...["--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev", "--chdir", "/tmp"],
];
