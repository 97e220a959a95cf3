import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { AddressInfo, Server } from "node:net";
import { Server as TlsServer } from "node:tls";
import type { Target } from "./connection.ts";

/**
 * Finds the server that the load is for: the first that listens on this thread. Node announces it itself,
 * so nothing is patched; what `lab` and we open lives on other threads, whose channels are their own.
 */
const channel = "tracing:net.server.listen:asyncEnd";

/** `found` is called once; `passedBy` for each server before it that speaks TLS, which the load does not. */
export function onFirstListen(found: (target: Target) => void, passedBy: () => void): void {
  subscribe(channel, function listening(message) {
    const { server } = message as { server: Server };
    if (server instanceof TlsServer) return passedBy();
    const target = targetOf(server.address());
    if (!target) return;
    unsubscribe(channel, listening);
    found(target);
  });
}

/** A server on every address is reached on the loopback of its family: `::` may refuse IPv4. */
function targetOf(address: AddressInfo | string | null): Target | null {
  if (address === null) return null;
  if (typeof address === "string") return { path: address };
  const loopback: Record<string, string> = { "::": "::1", "0.0.0.0": "127.0.0.1" };
  return { host: loopback[address.address] ?? address.address, port: address.port };
}
