import { BlockList, isIP } from "node:net";
import type { Settings } from "./settings.ts";

/** Who is calling, and may they: the same answers on the site and on the sandbox-server. */
export type Peers = {
  /**
   * The address limits are counted for. Each trusted hop is believed about the one before it, so this is
   * the last entry of X-Forwarded-For that a trusted hop added; a visitor's own entries stand before that.
   */
  clientOf(socketAddress: string | undefined, forwardedFor: string | string[] | undefined): string;
  /** Whether this peer's forwarded headers count at all. */
  trusts(socketAddress: string | undefined): boolean;
  /** Against DNS rebinding: a name somebody else points at us is not ours. */
  allowsHost(host: string | undefined, ownPort: number): boolean;
  /** Against other people's pages. Programs such as curl send no Origin. */
  allowsOrigin(origin: string | undefined, ownPort: number): boolean;
};

type Listed = Pick<Settings, "allowedHosts" | "allowedOrigins" | "trustedProxies">;

export function createPeers({ allowedHosts, allowedOrigins, trustedProxies }: Listed): Peers {
  const trusted = networks(trustedProxies);
  const trusts = (address: string | undefined) => {
    const plain = plainAddress(address ?? "");
    return plain !== null && trusted.check(plain, family(plain));
  };
  return {
    trusts,
    clientOf(socketAddress, forwardedFor) {
      let client = plainAddress(socketAddress ?? "") ?? "unknown";
      const entries = [forwardedFor ?? []].flat().join(",").split(",");
      while (trusts(client)) {
        const before = plainAddress(withoutPort(entries.pop()?.trim() ?? ""));
        if (before === null) break;
        client = before;
      }
      return client;
    },
    allowsHost(host, ownPort) {
      if (host === undefined) return false;
      const name = host.toLowerCase();
      if (ownHosts(ownPort).includes(name)) return true;
      return allowedHosts.includes(name) || allowedHosts.includes(name.replace(/:\d+$/, ""));
    },
    allowsOrigin(origin, ownPort) {
      if (origin === undefined) return true;
      const name = origin.toLowerCase();
      return ownHosts(ownPort).some((host) => name === `http://${host}`) || allowedOrigins.includes(name);
    },
  };
}

const ownNames = ["127.0.0.1", "localhost", "[::1]"];
const ownHosts = (port: number) => ownNames.flatMap((name) => (port === 80 ? [name, `${name}:80`] : `${name}:${port}`));

const family = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");
const loopback = networks(["127.0.0.0/8", "::1/128"]);

/** Whether only this machine can reach a program that listens there. */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  const plain = plainAddress(name);
  return plain === null ? name === "localhost" : loopback.check(plain, family(plain));
}

/** Whether every address of that range is this machine's own. */
export function isLoopbackNetwork(network: string): boolean {
  const [address = "", prefix] = network.split("/");
  return isLoopbackHost(address) && (prefix === undefined || Number(prefix) >= (isIP(address) === 4 ? 8 : 128));
}

function networks(list: readonly string[]): BlockList {
  const known = new BlockList();
  for (const network of list) {
    const [address = "", prefix] = network.split("/");
    if (prefix === undefined) known.addAddress(address, family(address));
    else known.addSubnet(address, Number(prefix), family(address));
  }
  return known;
}

/** One form for each address: a dual-stack socket names an IPv4 peer `::ffff:10.0.0.1`. */
function plainAddress(address: string): string | null {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, "");
  return isIP(plain) ? plain : null;
}

const withoutPort = (entry: string) =>
  entry.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1").replace(/^\[(.*)\](?::\d+)?$/, "$1");
