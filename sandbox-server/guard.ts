import type { FastifyReply, FastifyRequest } from "fastify";
import { RefusedError, refusal, show } from "#protocol";
import type { Peers } from "#protocol/peers";

/** Stands before everything under /api: a foreign Host or Origin never reaches a handler. */
export function createGuard(peers: Peers) {
  return async ({ headers, socket }: FastifyRequest, _: FastifyReply): Promise<void> => {
    const ownPort = socket.localPort ?? 0;
    if (!peers.allowsHost(headers.host, ownPort)) {
      throw new RefusedError(refusal("misdirected-host", "a Host of this server", show(headers.host), "Host"));
    }
    if (!peers.allowsOrigin(headers.origin, ownPort)) {
      throw new RefusedError(
        refusal("forbidden-origin", "an Origin of this server, or none", show(headers.origin), "Origin"),
      );
    }
  };
}
