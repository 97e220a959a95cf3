import type { IncomingHttpHeaders } from "node:http";
import type { Peers } from "#protocol/peers";

const languages = ["ko", "en"];

/**
 * The `Link` header that names a page's twins. Search engines want whole addresses, and a page that was built
 * before anyone knew where it would stand cannot hold them; the server knows where it was asked.
 */
export function alternatesOf(path: string, headers: IncomingHttpHeaders, peers: Peers, ownPort: number): string | null {
  const [, language = "", rest = ""] = /^\/(\w+)(\/[\w/-]*)?$/.exec(path) ?? [];
  const host = headers["x-forwarded-host"] ?? headers.host;
  if (!languages.includes(language) || typeof host !== "string" || !peers.allowsHost(host, ownPort)) return null;
  const scheme = headers["x-forwarded-proto"] === "https" ? "https" : "http";
  return languages
    .map((other) => `<${scheme}://${host}/${other}${rest}>; rel="alternate"; hreflang="${other}"`)
    .join(", ");
}
