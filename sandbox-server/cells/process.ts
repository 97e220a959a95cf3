import { spawn } from "node:child_process";
import { mkdir, realpath, rm } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex, Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { limits } from "#protocol";
import { buildApp } from "./app.ts";
import type { Cell, CellEnd, CellMaker } from "./cell.ts";
import { find } from "./find.ts";
import { cellEnv, nodeArguments } from "./node.ts";
import { makeOwnFolder } from "./own-folder.ts";
import { largestFile } from "./prlimit.ts";
import { untilReady } from "./ready.ts";

/**
 * Cells without walls: a one-use child process with Node's permission model, an empty environment and what
 * limits the system has. For code you trust: it can signal its parent and reach the network.
 */
export async function createProcessMaker(packages = { folder: "/", names: [] as string[] }): Promise<CellMaker> {
  const folder = await makeOwnFolder(await realpath(tmpdir()));
  const home = folder.path;
  const app = join(home, "app/");
  const boot = pathToFileURL(await buildApp(app)).href;
  const wrapper = await findWrapper();
  let count = 0;

  return {
    isolation: "process",
    close: async () => folder[Symbol.asyncDispose](),

    async start(signal) {
      signal.throwIfAborted();
      const root = join(home, `${++count}/`);
      await mkdir(root);
      const [command = "", ...args] = [...wrapper, process.execPath, ...nodeArguments({ boot, app, root, packages })];
      const child = spawn(command, args, {
        cwd: root,
        env: cellEnv(root) as NodeJS.ProcessEnv,
        // A group of its own, so that all of it can be killed.
        detached: true,
        stdio: ["ignore", "pipe", "pipe", "pipe"],
      });
      const [, stdout, stderr, channel] = child.stdio as unknown as [null, Readable, Readable, Duplex];
      // What the cell leaves half-read when it dies is no error of ours.
      for (const stream of [stdout, stderr, channel]) stream.on("error", () => {});

      const ended = new Promise<CellEnd>((resolve, reject) => {
        child.once("error", reject);
        child.once("exit", (code, signalName) => {
          void rm(root, { recursive: true, force: true }).then(() => resolve({ code, signal: signalName }));
        });
      });
      ended.catch(() => {});
      const kill = () => killGroup(child.pid);
      const cell: Cell = {
        isolation: "process",
        pid: child.pid ?? -1,
        stdout,
        stderr,
        channel,
        ended,
        kill,
        async [Symbol.asyncDispose]() {
          kill();
          await ended;
        },
      };
      return untilReady(cell, signal);
    },
  };
}

/**
 * Linux's util-linux sets what Node cannot set for a child, then becomes Node: the pid stays the same.
 * The death signal ends a cell whose server was killed; elsewhere only a waiting cell notices.
 */
async function findWrapper(): Promise<string[]> {
  const [setpriv, prlimit] = await Promise.all([find("setpriv"), find("prlimit")]);
  return [
    ...(setpriv ? [setpriv, "--pdeathsig", "KILL"] : []),
    ...(prlimit ? [prlimit, "--core=0", `--nofile=${limits.descriptors}`, `--fsize=${largestFile}`] : []),
  ];
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, constants.signals.SIGKILL);
  } catch {
    // Already gone.
  }
}
