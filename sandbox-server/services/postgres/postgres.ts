import { join } from "node:path";
import { Client } from "pg";
import { limits } from "#protocol";
import { tmpfs } from "../../cells/bubblewrap.ts";
import type { Ground } from "../../cells/cell.ts";
import { createContainer } from "../contained.ts";
import { makerOf } from "../maker.ts";
import type { ServiceMaker } from "../service.ts";
import type { Binaries } from "./binaries.ts";
import { fillRoot } from "./root.ts";
import { makeTemplate } from "./template.ts";
import { lookWith, prepareLook } from "./view.ts";

/** PostgreSQL, started from a template into memory. */

const own = limits.services.postgres;
/** Its own eight or so, and Node with its threads while it is started. */
const besidesConnections = 40;
/** All but the tables: catalogues of states, configuration, what it notes for itself. */
const stateBytes = 32 << 20;
/** A process for each connection, and a word of shared memory by which a second server would notice the first. */
export const filter = { processes: true, allowed: ["fork", "vfork", "shmget", "shmat", "shmctl", "shmdt"] };

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
    filter,
    limits: {
      core: 0,
      nofile: limits.descriptors,
      fsize: own.dataBytes + 1,
      nproc: own.connections + besidesConnections,
    },
  });

  return makerOf({
    name: "postgres",
    title: "PostgreSQL",
    memoryMb: own.memoryMb,
    start,
    ready: "ready to accept connections",
    // It looks for its socket by this name.
    socket: ".s.PGSQL.5432",
    async view(folder) {
      const view = new Client({
        ...{ host: folder, user: "looplab", database: "lab", password: template.password },
        // Counted with replicas, not with the hundred connections; runs SQL all the same.
        ...{ replication: "database" },
      });
      view.on("error", () => {});
      await view.connect();
      await prepareLook(view);
      return () => lookWith(view);
    },
  });
}
