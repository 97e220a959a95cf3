import { RefusedError, refusal, type Service as ServiceName } from "#protocol";
import type { Ground } from "../cells/cell.ts";
import { find } from "../cells/find.ts";
import { createWarmPool, type WarmPool } from "../cells/warm-pool.ts";
import { type Beside, besideRun, nothingBeside } from "./beside.ts";
import { findPostgres } from "./postgres/binaries.ts";
import { createPostgresMaker } from "./postgres/postgres.ts";
import { createRedisMaker } from "./redis/redis.ts";
import type { Service, ServiceMaker } from "./service.ts";

/** The databases this server can put beside a run, each kept warm in a pool of its own. */
export interface Services extends AsyncDisposable {
  /** Throws `RefusedError` where one of them cannot be had here. */
  check(wanted: readonly ServiceName[]): void;
  /** Fresh ones, for one run. */
  take(wanted: readonly ServiceName[], signal: AbortSignal): Promise<Beside>;
  readonly warm: number;
}

type Options = { size: number; onFailure: (error: unknown, inARow: number) => void };
type Source = { pool: WarmPool<Service> } | { missing: string };

/** Seconds; whoever runs this server may have installed it by then. */
const retryAfter = 60;

export async function createServices(ground: Ground | undefined, { size, onFailure }: Options): Promise<Services> {
  const sources = ground ? await sourcesOn(ground) : { postgres: noWalls, redis: noWalls };

  function poolOf(name: ServiceName): WarmPool<Service> {
    const source = sources[name];
    if (!("missing" in source)) return source.pool;
    const expected = refusal("no-service", source.missing, "nothing of the kind", `services, ${name}`);
    throw new RefusedError(expected, retryAfter);
  }

  async function sourcesOn(ground: Ground): Promise<Record<ServiceName, Source>> {
    const binaries = findPostgres();
    const redis = await find("redis-server");
    return {
      postgres: binaries
        ? { pool: poolFor(() => createPostgresMaker(ground, binaries)) }
        : { missing: `PostgreSQL for ${process.platform}-${process.arch} (npm ci)` },
      redis: redis
        ? { pool: poolFor(() => createRedisMaker(ground, redis)) }
        : { missing: "redis-server (apt-get install redis-server)" },
    };
  }

  /** What all of a kind start from is made by whoever is first, and made again where that failed. */
  function poolFor(make: () => Promise<ServiceMaker>): WarmPool<Service> {
    let maker: Promise<ServiceMaker> | undefined;
    const start = async (signal: AbortSignal) => {
      maker ??= make();
      const made = await maker.catch((error) => {
        maker = undefined;
        throw error;
      });
      return made.start(signal);
    };
    // A refill would be felt by the run that goes on; nobody else needs it meanwhile.
    return createWarmPool({ maker: { start }, size, low: 0, onFailure });
  }

  return {
    check: (wanted) => void wanted.map(poolOf),

    async take(wanted, signal) {
      if (wanted.length === 0) return nothingBeside;
      const took = await Promise.allSettled(wanted.map((name) => poolOf(name).take(signal)));
      const beside = besideRun(took.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])));
      const failed = took.find((one) => one.status === "rejected");
      if (!failed) return beside;
      await beside[Symbol.asyncDispose]();
      throw failed.reason;
    },

    get warm() {
      return Object.values(sources).reduce((sum, source) => sum + ("pool" in source ? source.pool.warm : 0), 0);
    },

    async [Symbol.asyncDispose]() {
      const pools = Object.values(sources).flatMap((source) => ("pool" in source ? [source.pool] : []));
      await Promise.all(pools.map((pool) => pool[Symbol.asyncDispose]()));
    },
  };
}

const noWalls: Source = { missing: "cells isolated with bubblewrap (apt-get install bubblewrap)" };
