import { rename } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { limits } from "#protocol";
import type { Ground } from "../../cells/cell.ts";
import { createContainer, tmpfs } from "../contained.ts";
import { untilSaid } from "../ready.ts";
import type { ServiceMaker } from "../service.ts";
import type { Binaries } from "./binaries.ts";
import { fillRoot } from "./root.ts";
import { makeTemplate } from "./template.ts";
import { lookWith, prepareLook } from "./view.ts";

/** PostgreSQL, started from a template into memory. */

const own = limits.services.postgres;
const title = "PostgreSQL";
/** Its own eight or so, and Node with its threads while it is started. */
const besidesConnections = 40;
/** All but the tables: catalogues of states, configuration, what it notes for itself. */
const stateBytes = 32 << 20;
/** It looks for its socket by this name. */
const socketName = ".s.PGSQL.5432";

export async function createPostgresMaker(ground: Ground, binaries: Binaries): Promise<ServiceMaker> {
  const root = join(ground.beside, "postgres");
  await fillRoot(root, binaries);
  const template = await makeTemplate(ground, root);
  const start = await createContainer(ground, {
    name: "postgres",
    root,
    walls: [
      ...["--ro-bind", template.path, "/template"],
      ...tmpfs("/data", stateBytes),
      ...tmpfs("/data/base", own.dataBytes),
      ...tmpfs("/data/pg_wal", own.walBytes),
    ],
    // V8 could not start within a limit on its data, so that one comes after it.
    command: [
      ...["/bin/node", "--disable-warning=ExperimentalWarning", "/bin/launch.mjs"],
      ...["/bin/prlimit", `--data=${own.processMb << 20}`, "/pg/bin/postgres", "-D", "/data"],
    ],
    // A process for each connection, and a word of shared memory by which a second server would notice the first.
    filter: { processes: true, allowed: ["fork", "vfork", "shmget", "shmat", "shmctl", "shmdt"] },
    limits: {
      core: 0,
      nofile: limits.descriptors,
      fsize: own.dataBytes + 1,
      nproc: own.connections + besidesConnections,
    },
  });

  return {
    name: "postgres",
    async start(signal) {
      const contained = await start(signal);
      try {
        await untilSaid(contained, "ready to accept connections", signal);
        const view = new Client({
          ...{ host: contained.folder, user: "looplab", database: "lab", password: template.password },
          // Counted with replicas, not with the hundred connections; runs SQL all the same.
          ...{ replication: "database" },
        });
        view.on("error", () => {});
        await view.connect();
        await prepareLook(view);
        const socket = await contained.takeSocket(socketName);
        const { init, ended, kill } = contained;
        return {
          name: "postgres",
          title,
          init,
          memoryMb: own.memoryMb,
          ended,
          get lastWords() {
            return contained.said.text;
          },
          attach: (sockets) => rename(socket, join(sockets, "postgres")),
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
