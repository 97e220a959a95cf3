import type { AddressInfo } from "node:net";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { set } from "./counters.ts";
import type { UpstreamOptions } from "./upstream.ts";
import { createUpstream } from "./upstream-server.ts";

/** The thread an upstream lives on, from its first connection to its `close`. */
const port = parentPort as MessagePort;
const options = workerData as UpstreamOptions;
const { name = "upstream" } = options;
const server = createUpstream(options, (counter, value) => set(`${name}.${counter}`, value));

server.listen(0, "127.0.0.1", () => port.postMessage((server.address() as AddressInfo).port));
port.once("message", () => {
  server.close();
  server.closeAllConnections();
});
