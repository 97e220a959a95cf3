import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Redis } from "ioredis";
import { RefusedError } from "#protocol";

/** How many runs one client may start in a minute: counted here, or in Redis for several servers together. */
export type RateLimit = (request: FastifyRequest) => Promise<void>;

const windowMs = 60_000;

type Options = { perMinute: number; redisUrl: string | null; clientOf: (request: FastifyRequest) => string };

export async function createRateLimit(
  app: FastifyInstance,
  { perMinute, redisUrl, clientOf }: Options,
): Promise<RateLimit> {
  if (perMinute === 0) return async () => {};
  const redis = redisUrl ? connect(app, redisUrl) : undefined;
  await app.register(rateLimit, {
    global: false,
    max: perMinute,
    timeWindow: windowMs,
    keyGenerator: clientOf,
    nameSpace: "looplab-runs-",
    // A counter that cannot be reached must not stop everybody; runs at once are still limited here.
    skipOnError: true,
    ...(redis ? { redis } : {}),
  });
  const count = app.createRateLimit();
  return async (request) => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    const detail = { expected: `at most ${perMinute} runs a minute`, got: "one more" };
    throw new RefusedError(
      { code: "rate-limited", message: `expected ${detail.expected} of one client, got ${detail.got}`, detail },
      Math.max(1, counted.ttlInSeconds),
    );
  };
}

/** Fails fast rather than have runs wait for a counter. */
function connect(app: FastifyInstance, url: string): Redis {
  const redis = new Redis(url, {
    connectTimeout: 1_000,
    commandTimeout: 500,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
  });
  let reachable = true;
  redis.on("error", (error) => {
    if (reachable)
      app.log.warn({ err: error }, "Redis cannot be reached: runs a minute are not limited until it is back");
    reachable = false;
  });
  redis.on("ready", () => {
    if (!reachable) app.log.info("Redis is back");
    reachable = true;
  });
  app.addHook("onClose", () => redis.disconnect());
  return redis;
}
