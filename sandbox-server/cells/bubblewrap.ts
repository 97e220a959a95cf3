import { chownSync, mkdirSync } from "node:fs";
import { chmod, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { limits } from "#protocol";
import type { Cell, CellMaker } from "./cell.ts";
import { watchKernelBytes } from "./kernel-memory.ts";
import { cellEnv } from "./node.ts";
import { limited, limitThreads } from "./prlimit.ts";
import { untilReady } from "./ready.ts";
import type { Root } from "./root.ts";
import { watchTree } from "./tree.ts";
import type { Uids } from "./uids.ts";
import { createWrapper } from "./wrapped.ts";

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
  const spawnWrapped = await createWrapper({
    bwrap,
    beside: root.beside,
    name: "cell",
    walls,
    filter,
    command,
    limited: (whole) => limited(uids ? "own" : "shared", whole),
  });
  const sockets = join(root.beside, "sockets");
  await mkdir(sockets, { recursive: true });
  // Whatever the umask: cells' users have to get to their own.
  await chmod(sockets, 0o711);
  let count = 0;

  return {
    isolation: "bubblewrap",
    close: async () => root[Symbol.asyncDispose](),

    async start(signal) {
      signal.throwIfAborted();
      await using undo = new AsyncDisposableStack();
      const user = uids ? undo.use(await uids.take()) : null;
      const as = user ? { uid: user.uid, gid: user.uid } : {};
      const own = join(sockets, `${++count}`);
      mkdirSync(own, { mode: 0o700 });
      undo.defer(() => rm(own, { recursive: true, force: true }));
      if (user) chownSync(own, user.uid, user.uid);
      const tree = await watchTree(spawnWrapped(as, ["--ro-bind", own, "/svc"]));
      const { stdout, stderr, channel, kill } = tree;
      const held = undo.move();
      const ended = tree.ended.finally(() => held.disposeAsync());

      const cell: Cell = {
        isolation: "bubblewrap",
        sockets: own,
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

/** The walls of cells and of what else runs beside them: only what it may write to, and how it is named, differs. */
export const wallsAround = (root: string, hostname: string): string[] => [
  ...["user", "pid", "net", "ipc", "uts"].map((name) => `--unshare-${name}`),
  ...["--unshare-cgroup-try", "--disable-userns"],
  ...["--uid", "65534", "--gid", "65534", "--hostname", hostname],
  ...["--cap-drop", "ALL", "--new-session", "--die-with-parent", "--clearenv"],
  ...["--ro-bind", root, "/"],
  // bwrap's /dev is a tmpfs without a size.
  ...["--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"],
];

export const tmpfs = (folder: string, bytes: number): string[] => [
  ...["--size", `${bytes}`, "--perms", "0700", "--tmpfs", folder],
];

export const wallArguments = (root: string): string[] => [
  ...wallsAround(root, "cell"),
  ...Object.entries(cellEnv("/tmp")).flatMap(([name, value]) => ["--setenv", name, value]),
  ...tmpfs("/tmp", limits.tmpBytes),
  ...["--chdir", "/tmp"],
];
