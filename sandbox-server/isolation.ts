import type { Isolation } from "#protocol";
import { isLoopbackHost, isLoopbackNetwork } from "#protocol/peers";
import type { Settings } from "#protocol/settings";
import type { CellMaker } from "./cells/cell.ts";
import { findBubblewrap } from "./cells/find.ts";
import { createProcessMaker } from "./cells/process.ts";
import type { Packages } from "./packages.ts";

/**
 * Which walls the cells get. `bubblewrap` proves them with a real cell first. `process` has none and is for
 * code you trust: `auto` takes it only while nobody but this machine can reach either program.
 */
export type Chosen =
  | { isolation: Isolation; maker: CellMaker; warning?: string }
  /** Asked for by name and not to be had: the server runs, refuses every run and says why. */
  | { isolation: Isolation; maker: null; missing: string };

export async function chooseIsolation(settings: Settings, packages: Packages): Promise<Chosen> {
  if (settings.isolation === "process") return withoutWalls("SANDBOX_ISOLATION asks for it");

  const found = await findBubblewrap(packages);
  if (!("missing" in found)) return { isolation: "bubblewrap", maker: found };
  const missing = `bubblewrap cells need ${found.missing}`;
  if (settings.isolation === "bubblewrap") return { isolation: "bubblewrap", maker: null, missing };

  const outside = reachableFromOutside(settings);
  if (outside.length === 0) return withoutWalls(missing);
  throw new Error(
    `${missing}. Without it, SANDBOX_ISOLATION=auto runs programs only while nothing but this machine can reach ` +
      `Looplab, and ${outside.join(", ")} says otherwise. SANDBOX_ISOLATION=process asks for it by name.`,
  );

  async function withoutWalls(why: string): Promise<Chosen> {
    const warning =
      `Programs run WITHOUT ISOLATION (${why}): each is a plain process that can reach the network and your other ` +
      "processes. Run only code you trust.";
    return { isolation: "process", maker: await createProcessMaker(packages), warning };
  }
}

/** The settings by which somebody else might reach the site or this server. */
export function reachableFromOutside(settings: Settings): string[] {
  const { site, sandbox, allowedHosts, allowedOrigins, trustedProxies } = settings;
  const loopback: Record<string, boolean> = {
    HOST: isLoopbackHost(site.host),
    SANDBOX_HOST: isLoopbackHost(sandbox.host),
    ALLOWED_HOSTS: allowedHosts.every((host) => isLoopbackHost(host.replace(/:\d+$/, ""))),
    ALLOWED_ORIGINS: allowedOrigins.every((origin) => isLoopbackHost(new URL(origin).hostname)),
    TRUSTED_PROXIES: trustedProxies.every(isLoopbackNetwork),
  };
  return Object.keys(loopback).filter((name) => !loopback[name]);
}
