/**
 * The same PostgreSQL and Redis started by hand, without walls and as they come: PostgreSQL on a data folder made
 * beforehand and with initdb's own settings, both on a unix socket, as a user who may nothing.
 */
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Redis } from "ioredis";
import { Client } from "pg";
import type { Service } from "#protocol";
import { findPostgres } from "../sandbox-server/services/postgres/binaries.ts";
import { fillRoot } from "../sandbox-server/services/postgres/root.ts";

/** Started and asked once; the connection that asked stays open. */
export type Started = { firstQueryMs: number; pid: number; stop(): Promise<void> };

export type ByHand = AsyncDisposable & Record<Service, () => Promise<Started>>;

/** PostgreSQL refuses to run as root. */
const nobody = 65_534;
const as = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

export async function prepareByHand(): Promise<ByHand> {
  const binaries = findPostgres();
  if (!binaries) throw new Error(`expected PostgreSQL for ${process.platform}-${process.arch}, got none`);
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  chmodSync(folder, 0o755);
  // The very files that a service sees, with their libraries under the names they look for.
  await fillRoot(join(folder, "root"), binaries);
  const bin = join(folder, "root/pg/bin");
  const own = (name: string) => {
    const path = join(folder, name);
    mkdirSync(path, { mode: 0o700 });
    if (as.uid) chownSync(path, as.uid, as.gid);
    return path;
  };
  const [data, host, redisFolder] = [own("data"), own("sockets"), own("redis")] as const;
  const init = ["--pgdata", data, "--username=postgres", "--auth=trust", "--locale=C", "--no-instructions"];
  execFileSync(join(bin, "initdb"), init, { ...as, cwd: "/", stdio: ["ignore", "ignore", "inherit"] });

  return {
    postgres: () =>
      start([join(bin, "postgres"), "-D", data, "-k", host, "-h", ""], "SIGINT", async () => {
        const client = new Client({ host, user: "postgres", database: "postgres" });
        client.on("error", () => {});
        await client.connect();
        await client.query("SELECT 1");
        return () => client.end();
      }),
    redis: () => {
      const path = join(redisFolder, "redis.sock");
      const args = ["--unixsocket", path, "--port", "0", "--dir", redisFolder, "--save", ""];
      return start(["redis-server", ...args], "SIGTERM", async () => {
        const client = new Redis({ path });
        await client.ping();
        return async () => client.disconnect();
      });
    },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function start(
  [program = "", ...args]: readonly string[],
  stopWith: NodeJS.Signals,
  ask: () => Promise<() => Promise<void>>,
): Promise<Started> {
  const from = performance.now();
  const child = spawn(program, args, { ...as, cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await untilSaid([child.stdout, child.stderr], "eady to accept connections", ended);
  const leave = await ask();
  return {
    firstQueryMs: performance.now() - from,
    pid: child.pid ?? 0,
    async stop() {
      await leave();
      child.kill(stopWith);
      await ended;
    },
  };
}

function untilSaid(streams: readonly Readable[], wanted: string, ended: Promise<void>): Promise<void> {
  let said = "";
  return new Promise((resolve, reject) => {
    for (const stream of streams) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (said.includes(wanted)) resolve();
      });
    }
    void ended.then(() => reject(new Error(`expected "${wanted}", got ${said}`)));
  });
}
