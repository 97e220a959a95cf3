import { rename } from "node:fs/promises";
import { join } from "node:path";
import { Redis } from "ioredis";
import { limits } from "#protocol";
import type { Ground } from "../../cells/cell.ts";
import { folder, placeProgram } from "../../cells/placing.ts";
import { createContainer, tmpfs } from "../contained.ts";
import { untilSaid } from "../ready.ts";
import type { ServiceMaker } from "../service.ts";
import { lookWith } from "./view.ts";

/** Redis as the system has it, in memory only. */

const own = limits.services.redis;
const title = "Redis";

/**
 * All commands are there, SHUTDOWN too: whoever uses one has this Redis to himself. What reaches for files
 * (`CONFIG SET dir`, MODULE) it refuses by itself from version 7 on, and before that finds none but its own few MiB.
 */
const options = {
  unixsocket: "/sockets/redis.sock",
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
  for (const name of ["bin", "etc", "proc", "dev", "data", "sockets"]) await folder(join(root, name));
  await placeProgram(program, root, "bin/redis-server");
  const start = await createContainer(ground, {
    name: "redis",
    root,
    walls: tmpfs("/data", own.diskBytes),
    command: ["/bin/redis-server", ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])],
    limits: { core: 0, nofile: limits.descriptors, fsize: own.diskBytes + 1, nproc: threads },
  });

  return {
    name: "redis",
    async start(signal) {
      const contained = await start(signal);
      try {
        await untilSaid(contained, "eady to accept connections", signal);
        const view = new Redis({
          path: join(contained.folder, "redis.sock"),
          ...{ lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 },
        });
        view.on("error", () => {});
        await view.connect();
        const socket = await contained.takeSocket("redis.sock");
        const { init, ended, kill } = contained;
        void ended.then(() => view.disconnect());
        return {
          name: "redis",
          title,
          init,
          memoryMb: own.memoryMb,
          ended,
          get lastWords() {
            return contained.said.text;
          },
          attach: (sockets) => rename(socket, join(sockets, "redis")),
          look: () => lookWith(view),
          kill,
          [Symbol.asyncDispose]: () => contained[Symbol.asyncDispose](),
        };
      } catch (error) {
        await contained[Symbol.asyncDispose]();
        throw error;
      }
    },
  };
}

/** Its own five, those its memory allocator may add, and bubblewrap's two processes. */
const threads = 24;
