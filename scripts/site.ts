/**
 * The site: Next behind a small server of ours, which settles who the client is, guards `/api/*` and puts the
 * security headers on everything. `--dev` serves the sources as they change.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import next from "next";
import { refusals } from "#protocol/errors";
import { createPeers } from "#protocol/peers";
import { readSettings, type Settings } from "#protocol/settings";
import { alternatesOf } from "./site/alternates.ts";
import { serveAssets } from "./site/assets.ts";
import { refuseCall, settleClient } from "./site/guard.ts";
import { leavingWorker, offlineWorker, workerPath } from "./site/offline.ts";
import { developmentPolicy, fixedHeaders, readPolicies } from "./site/policy.ts";

const root = join(import.meta.dirname, "..");
const dev = process.argv.includes("--dev");
const settings = readOrExit();
const { port, host } = settings.site;
const peers = createPeers(settings);
const built = join(root, ".next");
const policyFor = dev ? () => developmentPolicy : readPolicies(join(built, "server", "app"));
const asset = dev ? () => false : serveAssets(join(built, "static"), "/_next/static");
const worker = dev ? leavingWorker : offlineWorker(built);

// Next is CommonJS: under Node its default export is the function itself, which its types do not say.
const createNext = next as unknown as typeof next.default;
const app = createNext({ dev, dir: root, hostname: host, port });
await app.prepare();
const handle = app.getRequestHandler();

function serve(request: IncomingMessage, response: ServerResponse): void {
  const { headers, method = "GET" } = request;
  const path = (request.url ?? "/").replace(/[?#].*$/s, "");
  settleClient(headers, request.socket.remoteAddress, peers);
  for (const [name, value] of Object.entries(fixedHeaders)) response.setHeader(name, value);
  response.setHeader("content-security-policy", policyFor(path));
  if (asset(path, request, response)) return;
  if (path === workerPath) {
    response.writeHead(200, { "content-type": "text/javascript", "cache-control": "no-cache" });
    response.end(worker);
    return;
  }

  const refused = refuseCall({ method, path, headers }, peers, ownPort());
  if (refused) {
    response.writeHead(refusals[refused.code], { "content-type": "application/json", "cache-control": "no-store" });
    response.end(JSON.stringify({ error: refused }));
    return;
  }
  const twins = alternatesOf(path, headers, peers, ownPort());
  if (twins) response.setHeader("link", twins);
  handle(request, response).catch((error: unknown) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
}

const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, serve);
if (dev) server.on("upgrade", app.getUpgradeHandler());
server.listen(port, host);

/** A value that cannot be used is named, and nothing is started with it. */
function readOrExit(): Settings {
  try {
    return readSettings(process.env, { cores: availableParallelism(), memoryBytes: totalmem() });
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

function ownPort(): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : port;
}

let ending = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (ending) return;
    ending = true;
    server.close(() => process.exit(0));
    // Runs under way are cancelled with their connections; a page is fetched again in a moment.
    server.closeAllConnections();
  });
}
