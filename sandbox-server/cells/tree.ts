import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import type { Duplex, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import type { CellEnd } from "./cell.ts";
import { fromExitCode, mayReadDeaths, readDeath } from "./death.ts";

/**
 * The processes of one cell, as the host sees them:
 *
 *   server ── bwrap (waits) ── bwrap (init: pid 1 inside, kept stopped) ── node (pid 2, the cell)
 *
 * Killing init takes the whole tree, and the outer bwrap reaps it; killing the outer one would leave zombies
 * to the machine. Init is stopped so that it does not reap the cell before its wait status was read here:
 * what bubblewrap passes on, 128 + n for a signal, any program can equal with its own code.
 */
export type Tree = {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly channel: Duplex;
  /** The cell itself; 0 until `hold`. */
  readonly node: number;
  /** Pid 1 of the inside, as the host sees it. */
  readonly init: number;
  /** Settles once nothing of the tree is left. */
  readonly ended: Promise<CellEnd>;
  /**
   * To be called when Node is known to run: finds it, stops init, and from then on tells how it ended. A tree that
   * is not held ends when init does, and how is bubblewrap's word.
   */
  hold(): Promise<void>;
  kill(): void;
};

/** The descriptors of the spawned bwrap. Node inherits `channel` and `life`; the others end inside bwrap. */
export const fds = { channel: 3, life: 4, args: 5, filter: 6, info: 7 } as const;

export async function watchTree(child: ChildProcess): Promise<Tree> {
  const stream = (fd: number) => {
    const opened = child.stdio[fd] as Duplex;
    // What the cell leaves half-read when it dies is no error of ours.
    return opened.on("error", () => {});
  };
  const [stdout, stderr, channel] = [stream(1), stream(2), stream(fds.channel)];
  const [life, info] = [stream(fds.life), stream(fds.info)];

  let gone = false;
  const exited = new Promise<CellEnd>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      gone = true;
      resolve(code === null ? { code, signal } : fromExitCode(code));
    });
  });
  exited.catch(() => {});

  const init = await initPid(info, stderr);
  let node = 0;
  let end: CellEnd | null = null;
  const truly = mayReadDeaths();
  const death = () => (truly ? readDeath(node) : null);

  const kill = () => {
    if (gone) return;
    end ??= death() ?? { code: null, signal: "SIGKILL" };
    send(init, "SIGKILL");
  };

  // Only the cell holds the other end, so it closes when the cell dies, or by the learner's own hand.
  const released = Promise.withResolvers<void>();
  life.once("close", released.resolve);
  life.once("data", () => life.destroy());
  life.resume();
  return {
    stdout,
    stderr,
    channel,
    init,
    get node() {
      return node;
    },
    ended: exited.then((outer) => end ?? outer),
    kill,
    async hold() {
      const children = await readFile(`/proc/${init}/task/${init}/children`, "utf8");
      if (!/^\d+ $/.test(children)) throw new Error(`expected one process in a new cell, got "${children}"`);
      node = Number(children);
      if (truly) send(init, "SIGSTOP");
      void released.promise.then(async () => {
        for (let pause = 1; !gone && !end; pause = Math.min(pause * 2, 25)) {
          end = death();
          if (end) kill();
          else await delay(pause, undefined, { ref: false });
        }
      });
    },
  };
}

async function initPid(info: Readable, stderr: Readable): Promise<number> {
  // What nobody waits for is thrown away when the process ends.
  const listen = () => {};
  stderr.on("readable", listen);
  const pid = /"child-pid": (\d+)/.exec(await text(info))?.[1];
  if (pid === undefined) throw new Error(`expected bubblewrap to start, got ${(await text(stderr)).trim()}`);
  stderr.off("readable", listen);
  return Number(pid);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Already gone.
  }
}
