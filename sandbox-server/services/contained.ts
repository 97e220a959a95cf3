import { chownSync, mkdirSync } from "node:fs";
import { chmod, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { wallsAround } from "../cells/bubblewrap.ts";
import type { Ground } from "../cells/cell.ts";
import { limitedTo } from "../cells/prlimit.ts";
import { seccompFilter } from "../cells/seccomp.ts";
import { watchTree } from "../cells/tree.ts";
import { createWrapper } from "../cells/wrapped.ts";
import { type Tail, tailOf } from "./tail.ts";

/**
 * A server program in walls of its own: namespaces, a filter, limits and a user that no cell shares. All it
 * shares is one folder for its socket, and only until it listens: then the socket is taken and the folder removed,
 * so that there is no place left on the host's disk where it could write.
 */
export interface Contained extends AsyncDisposable {
  readonly init: number;
  readonly said: Tail;
  /** Where its socket is while it starts. */
  readonly folder: string;
  /** Resolves with the socket's new place, which nobody but this server can enter. */
  takeSocket(name: string): Promise<string>;
  readonly ended: Promise<unknown>;
  kill(): void;
}

export type Plan = {
  name: string;
  /** Its whole file system. */
  root: string;
  /** More of bubblewrap's arguments: what it may write to. */
  walls: readonly string[];
  command: readonly string[];
  /** Calls it needs and a cell must not make. */
  filter?: { processes?: boolean; allowed?: readonly string[] };
  /** For `prlimit`; `nproc` only holds where its user is its own. */
  limits: Record<string, number>;
};

export type Container = (signal: AbortSignal) => Promise<Contained>;

export async function createContainer(ground: Ground, plan: Plan): Promise<Container> {
  const { bwrap, arch, uids, beside } = ground;
  const { nproc, ...limits } = plan.limits;
  const wrap = await createWrapper({
    bwrap,
    beside,
    name: plan.name,
    walls: [...wallsAround(plan.root, "service"), "--chdir", "/", ...plan.walls],
    filter: seccompFilter(arch, plan.filter),
    command: plan.command,
    limited: (whole) => limitedTo(uids && nproc ? { ...limits, nproc } : limits, whole),
  });
  const starting = join(beside, "starting");
  const listening = join(beside, "listening");
  for (const folder of [starting, listening]) await mkdir(folder, { recursive: true });
  await chmod(starting, 0o711);
  // Sockets in it are open to all: the way to them is not.
  await chmod(listening, 0o700);
  let count = 0;

  return async (signal) => {
    signal.throwIfAborted();
    await using undo = new AsyncDisposableStack();
    const user = uids ? undo.use(await uids.take()) : null;
    const number = `${plan.name}-${++count}`;
    const own = join(starting, number);
    const taken = join(listening, number);
    mkdirSync(own, { mode: 0o700 });
    undo.defer(() => rm(own, { recursive: true, force: true }));
    undo.defer(() => rm(taken, { force: true }));
    if (user) chownSync(own, user.uid, user.uid);
    const tree = await watchTree(wrap(user ? { uid: user.uid, gid: user.uid } : {}, ["--bind", own, "/sockets"]));
    const held = undo.move();
    const said = tailOf([tree.stdout, tree.stderr]);
    const ended = tree.ended.finally(() => held.disposeAsync());
    ended.catch(() => {});
    const kill = () => tree.kill();
    signal.addEventListener("abort", kill, { once: true });

    return {
      init: tree.init,
      said,
      folder: own,
      async takeSocket(name) {
        signal.removeEventListener("abort", kill);
        await rename(join(own, name), taken);
        await rm(own, { recursive: true, force: true });
        return taken;
      },
      ended,
      kill,
      async [Symbol.asyncDispose]() {
        kill();
        await ended.catch(() => {});
      },
    };
  };
}
