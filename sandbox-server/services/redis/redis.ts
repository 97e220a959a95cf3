import { join } from "node:path";
import { Redis } from "ioredis";
import { limits } from "#protocol";
import { tmpfs } from "../../cells/bubblewrap.ts";
import type { Ground } from "../../cells/cell.ts";
import { emptyFolder, folder, placeProgram } from "../../cells/placing.ts";
import { createContainer } from "../contained.ts";
import { makerOf } from "../maker.ts";
import type { ServiceMaker } from "../service.ts";
import { lookWith } from "./view.ts";

/** Redis as the system has it, in memory only. */

const own = limits.services.redis;
const socket = "redis.sock";

/**
 * All commands are there, SHUTDOWN too: whoever uses one has this Redis to himself. What reaches for files
 * (`CONFIG SET dir`, MODULE) it refuses by itself from version 7 on, and before that finds none but its own few MiB.
 */
const options = {
  unixsocket: `/sockets/${socket}`,
  unixsocketperm: "777",
  port: "0",
  dir: "/data",
  save: "",
  appendonly: "no",
  maxmemory: `${own.dataMb}mb`,
  // What a queue needs: nothing it was given may vanish.
  "maxmemory-policy": "noeviction",
  // One client that does not read what it asked for is cut off, before all of it counts as this server's memory.
  "client-output-buffer-limit": "normal 32mb 0 0",
  "client-query-buffer-limit": "32mb",
  "proto-max-bulk-len": "16mb",
};

export async function createRedisMaker(ground: Ground, program: string): Promise<ServiceMaker> {
  const root = join(ground.beside, "redis");
  await emptyFolder(root);
  for (const name of ["bin", "etc", "proc", "dev", "data", "sockets"]) await folder(join(root, name));
  await placeProgram(program, root, "bin/redis-server");
  const start = await createContainer(ground, {
    name: "redis",
    root,
    walls: tmpfs("/data", own.diskBytes),
    command: ["/bin/redis-server", ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])],
    limits: { core: 0, nofile: limits.descriptors, fsize: own.diskBytes + 1, nproc: threads },
  });

  return makerOf({
    name: "redis",
    title: "Redis",
    memoryMb: own.memoryMb,
    start,
    ready: "eady to accept connections",
    socket,
    async view(folder) {
      const view = new Redis({
        path: join(folder, socket),
        ...{ lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 },
      });
      view.on("error", () => {});
      await view.connect();
      return () => lookWith(view);
    },
  });
}

/** Its own five, those its memory allocator may add, and bubblewrap's two processes. */
const threads = 24;
