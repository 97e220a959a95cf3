import assert from "node:assert/strict";
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import Fastify from "fastify";

const app = Fastify();
await app.register(swagger, {
  openapi: { info: { title: "orders", version: "1.0.0" } },
});
await app.register(helmet);
await app.register(cors, { origin: "https://shop.example" });
await app.register(rateLimit, { max: 1, timeWindow: "1 minute" });
app.get("/orders", async () => []);
const address = await app.listen({ port: 0 });

const first = await fetch(`${address}/orders`);
assert.equal(first.headers.get("x-frame-options"), "SAMEORIGIN");
assert.equal(
  first.headers.get("access-control-allow-origin"),
  "https://shop.example",
);
assert.equal((await fetch(`${address}/orders`)).status, 429);
assert.deepEqual(Object.keys(app.swagger().paths ?? {}), ["/orders"]);
await app.close();
