import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { dlopen, getInt32 } from "node:ffi";
import fs from "node:fs";
import { connect } from "node:net";
import { hostname } from "node:os";
import { getSystemErrorName } from "node:util";
import type { Facts } from "../cells/walls.ts";
import { channelFd, writeAll } from "./channel.ts";

/**
 * Tries every wall from inside and tells what happened; it judges nothing. Started in place of a program,
 * without Node's own permission model, which would answer before a wall is reached.
 */

const worked = "worked";
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? String(error);

function attempt(doing: () => unknown): string {
  try {
    doing();
    return worked;
  } catch (error) {
    return codeOf(error);
  }
}

const write = (path: string) => attempt(() => fs.closeSync(fs.openSync(path, "w")));

async function reach(host: string): Promise<string> {
  const socket = connect({ host, port: 80, timeout: 500 });
  socket.once("timeout", () => socket.destroy(new Error("no answer")));
  try {
    await once(socket, "connect");
    return worked;
  } catch (error) {
    return codeOf(error);
  } finally {
    socket.destroy();
  }
}

// What no part of Node can be asked for.
const { functions: libc } = dlopen("libc.so.6", {
  socket: { arguments: ["int32", "int32", "int32"], return: "int32" },
  unshare: { arguments: ["int32"], return: "int32" },
  __errno_location: { arguments: [], return: "pointer" },
});
const errno = libc.__errno_location();
const outcome = (result: number) => (result < 0 ? getSystemErrorName(-getInt32(errno)) : worked);
const AF_VSOCK = 40;
const SOCK_STREAM = 1;
const CLONE_NEWUSER = 0x10000000;

async function facts(): Promise<Facts> {
  const disk = fs.statfsSync("/tmp");
  return {
    fork: attempt(() => {
      const { error } = spawnSync(process.execPath, ["--version"]);
      if (error) throw error;
    }),
    newNamespace: outcome(libc.unshare(CLONE_NEWUSER)),
    vsock: outcome(libc.socket(AF_VSOCK, SOCK_STREAM, 0)),
    // Addresses that are nobody's, kept for documentation.
    outside: await reach("192.0.2.1"),
    outsideV6: await reach("2001:db8::1"),
    corePattern: attempt(() => fs.closeSync(fs.openSync("/proc/sys/kernel/core_pattern", "r+"))),
    writeRoot: write("/planted"),
    writeApp: write("/app/planted"),
    writeDev: write("/dev/planted"),
    writeShm: write("/dev/shm/planted"),
    writeTmp: write("/tmp/planted"),
    tmpBytes: disk.blocks * disk.bsize,
    files: fs.readdirSync("/").sort(),
    processes: fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name)).length,
    environment: Object.keys(process.env).sort(),
    hostname: hostname(),
    namespaces: ["ipc", "mnt", "net", "pid", "user", "uts"].map((kind) => fs.readlinkSync(`/proc/self/ns/${kind}`)),
    status: fs.readFileSync("/proc/self/status", "latin1"),
    limits: fs.readFileSync("/proc/self/limits", "latin1"),
  };
}

writeAll(channelFd, Buffer.from('{"type":"ready"}\n'));
// Until the server has set the limits, too.
fs.readSync(channelFd, Buffer.alloc(1));
writeAll(1, Buffer.from(JSON.stringify(await facts())));
