import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import type { Duplex, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import type { CellEnd } from "./cell.ts";
import { fromExitCode, readDeath } from "./death.ts";

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
  /** Settles once nothing of the tree is left. */
  readonly ended: Promise<CellEnd>;
  /** To be called when Node is known to run: finds it and stops init. */
  hold(): Promise<void>;
  kill(): void;
};

/** The descriptors of the spawned bwrap. Node inherits `channel` and `life`; the others end inside bwrap. */
export const fds = { channel: 3, life: 4, args: 5, filter: 6, info: 7 } as const;

export async function watchTree(child: ChildProcess): Promise<Tree> {
  const stream = (fd: number) => child.stdio[fd] as Duplex;
  const [stdout, stderr, channel, life, info] = [1, 2, fds.channel, fds.life, fds.info].map(stream) as [
    Duplex,
    Duplex,
    Duplex,
    Duplex,
    Duplex,
  ];
  // What the cell leaves half-read when it dies is no error of ours.
  for (const each of [stdout, stderr, channel, life, info]) each.on("error", () => {});

  let gone = false;
  const exited = new Promise<CellEnd>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      gone = true;
      resolve(code === null ? { code, signal } : fromExitCode(code));
    });
  });
  exited.catch(() => {});

  const init = await initPid(info, async () => {
    await exited;
    return text(stderr);
  });
  let node = 0;
  let end: CellEnd | null = null;

  const kill = () => {
    if (gone) return;
    end ??= readDeath(node) ?? { code: null, signal: "SIGKILL" };
    send(init, "SIGKILL");
  };

  // Only the cell holds the other end, so it closes when the cell dies, or by the learner's own hand.
  const released = Promise.withResolvers<void>();
  life.once("close", released.resolve);
  life.once("data", () => life.destroy());
  life.resume();
  void released.promise.then(async () => {
    for (let pause = 1; !gone && !end; pause = Math.min(pause * 2, 25)) {
      end = readDeath(node);
      if (end) kill();
      else await delay(pause, undefined, { ref: false });
    }
  });

  return {
    stdout,
    stderr,
    channel,
    get node() {
      return node;
    },
    ended: exited.then((outer) => end ?? outer),
    kill,
    async hold() {
      const children = await readFile(`/proc/${init}/task/${init}/children`, "utf8");
      if (!/^\d+ $/.test(children))
        throw new Error(`expected one process in a new cell, got ${JSON.stringify(children)}`);
      node = Number(children);
      send(init, "SIGSTOP");
    },
  };
}

async function initPid(info: Readable, complaint: () => Promise<string>): Promise<number> {
  const said = await text(info);
  const pid = said.match(/"child-pid": (\d+)/)?.[1];
  if (pid === undefined) throw new Error(`expected bubblewrap to start, got ${(await complaint()).trim()}`);
  return Number(pid);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Already gone.
  }
}
