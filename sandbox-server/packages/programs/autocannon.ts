import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import autocannon from "autocannon";

const server = createServer((_request, response) =>
  response.end("served"),
).listen(0);
await once(server, "listening");
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const result = await autocannon({ url, connections: 2, amount: 20 });
assert.equal(result["2xx"], 20);
assert.equal(result.errors, 0);
const fromThreads = await autocannon({
  url,
  connections: 2,
  amount: 20,
  workers: 2,
});
assert.equal(fromThreads["2xx"], 20);
server.close();
server.closeAllConnections();
