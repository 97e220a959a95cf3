import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fetch, Pool } from "undici";

let sockets = 0;
const server = createServer((_request, response) =>
  response.end("served"),
).listen(0);
server.on("connection", () => sockets++);
await once(server, "listening");
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const pool = new Pool(origin, { connections: 1 });
const ask = async () => {
  const { statusCode, body } = await pool.request({ path: "/", method: "GET" });
  assert.equal(statusCode, 200);
  return body.text();
};
assert.deepEqual(await Promise.all([ask(), ask()]), ["served", "served"]);
assert.equal(sockets, 1);
assert.equal(
  await (await fetch(origin, { dispatcher: pool })).text(),
  "served",
);
await pool.close();
server.close();
