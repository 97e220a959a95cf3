import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import helmet from "@fastify/helmet";
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from "fastify";
import { limits, refusal } from "#protocol";
import { createPeers } from "#protocol/peers";
import type { Settings } from "#protocol/settings";
import { createAdmission } from "./admission.ts";
import { onClientError, onError, refuse } from "./answers.ts";
import type { WarmPool } from "./cells/warm-pool.ts";
import { createGuard } from "./guard.ts";
import { addHealth } from "./health.ts";
import { createMetrics } from "./metrics.ts";
import type { House } from "./run.ts";
import { addRuns } from "./runs.ts";
import { measureServerLag } from "./server-lag.ts";
import type { Services } from "./services/services.ts";
import type { Transpiler } from "./transpile/transpile.ts";

/** The HTTP side: guards, one route for runs, three for health. Everything else is refused in one form. */
export type SandboxApp = {
  app: FastifyInstance;
  /** Ends all runs: those that run may end by themselves for so long, then they are cancelled. */
  drain(graceMs: number): Promise<void>;
  /** Ends the grace at once. */
  hurry(): void;
};

type Options = {
  settings: Settings;
  pool: WarmPool;
  services: Services;
  transpiler: Transpiler;
  isolation: House["isolation"];
  packages: readonly string[];
  logger: FastifyBaseLogger;
};

/** The largest body takes a second on any network this server is meant for. */
const deadlines = { headersMs: 5_000, bodyMs: 15_000, checkEveryMs: 1_000 };

/** Which methods a known path has; any other is refused as such. */
const methods: Record<string, string> = {
  "/api/runs": "POST",
  "/health/live": "GET, HEAD",
  "/health/ready": "GET, HEAD",
  "/metrics": "GET, HEAD",
};

export async function createApp({
  settings,
  pool,
  services,
  transpiler,
  isolation,
  packages,
  logger,
}: Options): Promise<SandboxApp> {
  const app = fastify({
    loggerInstance: logger,
    // One line a run or a refusal is written where it is known how it went.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: limits.bodyBytes,
    requestTimeout: deadlines.bodyMs,
    http: {
      headersTimeout: deadlines.headersMs,
      connectionsCheckingInterval: deadlines.checkEveryMs,
      // A request without a Host is answered by the guard, in the form of all others.
      requireHostHeader: false,
    },
    clientErrorHandler: onClientError,
    frameworkErrors: (error, request, reply) => void onError(error, request, reply),
    // Health must be told while runs come to their end.
    return503OnClosing: false,
  });
  const admission = createAdmission(settings);
  const { serviceRuns } = settings;
  const serviceAdmission = createAdmission({ maxRuns: serviceRuns, queue: serviceRuns, clientRuns: 0 });
  const metrics = createMetrics({
    activeRuns: () => admission.active,
    waitingRuns: () => admission.waiting + serviceAdmission.waiting,
    warmCells: () => pool.warm,
    warmServices: () => services.warm,
  });
  const serverLag = measureServerLag();
  app.addHook("onClose", () => serverLag[Symbol.dispose]());

  await app.register(helmet);
  app.setErrorHandler(onError);
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  app.addHook("onSend", async (request, reply, payload) => {
    if (reply.statusCode >= 400 && !request.url.startsWith("/health")) {
      const code = /^\{"error":\{"code":"([\w-]+)"/.exec(String(payload))?.[1] ?? "unknown";
      metrics.refusals.inc({ code });
      request.log.info({ status: reply.statusCode, code, method: request.method, url: request.url }, "refused");
    }
    return payload;
  });

  const peers = createPeers(settings);
  const { runs } = await withPrefix(app, "/api", async (api) => {
    api.addHook("onRequest", createGuard(peers));
    refuseUnknown(api);
    const cores = availableParallelism();
    const crowded = () => admission.active >= cores;
    const house = { pool, services, transpiler, serverLag, crowded, metrics, packages, isolation };
    const rateLimit = { perMinute: settings.rateLimit, redisUrl: settings.redisUrl };
    return { runs: await addRuns(api, { house, admission, serviceAdmission, peers, rateLimit }) };
  });
  refuseUnknown(app);

  let draining = false;
  const hurried = Promise.withResolvers<void>();
  addHealth(app, {
    registry: metrics.registry,
    unready() {
      if (draining) return { code: "draining", message: "this server is shutting down" };
      const why = pool.trouble ?? (pool.started ? null : "starting: no cell is warm yet");
      return why === null ? null : { code: "no-isolation", message: why.split("\n", 1)[0]?.slice(0, 500) ?? "" };
    },
  });

  return {
    app,
    hurry: () => hurried.resolve(),
    async drain(graceMs) {
      draining = true;
      runs.drain();
      const grace = setTimeout(() => hurried.resolve(), graceMs);
      await Promise.race([runs.idle(), hurried.promise]);
      clearTimeout(grace);
      runs.cancelAll();
      await runs.idle();
    },
  };
}

/** What `build` makes inside a prefix, where hooks and handlers of its own apply. */
async function withPrefix<T>(
  app: FastifyInstance,
  prefix: string,
  build: (scope: FastifyInstance) => Promise<T>,
): Promise<T> {
  let built: T | undefined;
  await app.register(
    async (scope) => {
      built = await build(scope);
    },
    { prefix },
  );
  return built as T;
}

/** Before any body is looked at: what is not there does not care what was sent to it. */
function refuseUnknown(scope: FastifyInstance): void {
  scope.addHook("onRequest", async (request, reply) => {
    if (!request.is404) return;
    const path = request.url.split("?", 1)[0] ?? "";
    const allowed = Object.hasOwn(methods, path) ? methods[path] : undefined;
    if (!allowed) return refuse(reply, refusal("not-found", Object.keys(methods).join(", "), path.slice(0, 100)));
    reply.header("allow", allowed);
    return refuse(reply, refusal("method-not-allowed", allowed, request.method));
  });
  scope.setNotFoundHandler((request, reply) =>
    refuse(reply, refusal("not-found", "a known path", request.url.slice(0, 100))),
  );
}
