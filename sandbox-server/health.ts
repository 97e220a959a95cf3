import type { FastifyInstance } from "fastify";
import type { Registry } from "prom-client";
import { refuse } from "./answers.ts";

/** For whoever looks after this server: is it alive, can it take runs, how is it doing. */
export function addHealth(app: FastifyInstance, { unready, registry }: Health): void {
  app.get("/health/live", async () => ({ live: true }));

  app.get("/health/ready", async (_, reply) => {
    const why = unready();
    return why ? refuse(reply, why) : { ready: true };
  });

  app.get("/metrics", async (_, reply) => {
    reply.type(registry.contentType);
    return registry.metrics();
  });
}

type Health = {
  /** Why it cannot take runs, null when it can. */
  unready: () => { code: "draining" | "no-isolation"; message: string } | null;
  registry: Registry;
};
