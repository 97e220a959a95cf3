import type { IncomingHttpHeaders } from "node:http";
import { type Refusal, refusal, show } from "#protocol/errors";
import type { Peers } from "#protocol/peers";

/** What stands at the site's door: who the client is, and whether a page of ours is asking. */

/**
 * Next passes on whatever X-Forwarded-* a visitor sends. Here the client is settled once: one address,
 * and no other forwarded header unless a trusted proxy sent it.
 */
export function settleClient(headers: IncomingHttpHeaders, socketAddress: string | undefined, peers: Peers): void {
  const client = peers.clientOf(socketAddress, headers["x-forwarded-for"]);
  if (!peers.trusts(socketAddress)) {
    for (const name of Object.keys(headers)) {
      if (name === "forwarded" || name === "x-real-ip" || name.startsWith("x-forwarded-")) delete headers[name];
    }
  }
  headers["x-forwarded-for"] = client;
}

type Asked = { method: string; path: string; headers: IncomingHttpHeaders };

/** Why a call of `/api/*` is not let in, or null. Pages are not checked: they hold nothing of anybody's. */
export function refuseCall({ method, path, headers }: Asked, peers: Peers, ownPort: number): Refusal | null {
  if (!path.startsWith("/api/")) return null;
  const { host, origin } = headers;
  if (!peers.allowsHost(host, ownPort)) return refusal("misdirected-host", "a host this site answers for", show(host));
  if (!peers.allowsOrigin(origin, ownPort)) return refusal("forbidden-origin", "a page of this site", show(origin));
  if (path !== "/api/runs") return refusal("not-found", "POST /api/runs", `${method} ${show(path)}`);
  if (method !== "POST") return refusal("method-not-allowed", "POST", show(method));
  return null;
}
