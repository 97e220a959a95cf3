import type { Service } from "#protocol";
import { knowLocalhost } from "./localhost.ts";
import { asPackage } from "./modules.ts";
import { ownThread } from "./own-thread.ts";

/** Databases at their usual places: a thread of ours listens there and passes on to the sockets in /svc. */
export async function openServices(services: readonly Service[]): Promise<void> {
  knowLocalhost();
  const { ready } = ownThread(new URL("./services-worker.ts", import.meta.url), "services", services);
  await ready;
}

/**
 * One question through each client that the program imports, on connections that are gone by time zero. Without it
 * a first query is a block of 30 ms, of code that runs for the first time, and none of its program's.
 */
export async function rehearse(services: readonly Service[], packages: readonly string[]): Promise<void> {
  await Promise.allSettled([
    services.includes("postgres") && packages.includes("pg") && askPostgres(),
    services.includes("redis") && packages.includes("ioredis") && askRedis(),
  ]);
}

type Pool = { query(text: string, values: unknown[]): Promise<unknown>; end(): Promise<void> };
type Redis = { ping(): Promise<unknown>; quit(): Promise<unknown> };

async function askPostgres(): Promise<void> {
  const { Pool } = (await import(asPackage("pg"))) as { Pool: new (options: object) => Pool };
  const pool = new Pool({ host: "localhost" });
  await pool.query("SELECT $1::int", [1]);
  await pool.end();
}

async function askRedis(): Promise<void> {
  const { Redis } = (await import(asPackage("ioredis"))) as { Redis: new (options: object) => Redis };
  const redis = new Redis({ host: "localhost" });
  await redis.ping();
  await redis.quit();
}
