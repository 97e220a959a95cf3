import assert from "node:assert/strict";
import Fastify, { type FastifyInstance } from "fastify";

const app: FastifyInstance = Fastify({ logger: { level: "error" } });
app.get(
  "/double",
  {
    schema: {
      querystring: {
        type: "object",
        required: ["n"],
        properties: { n: { type: "integer" } },
      },
      response: {
        200: { type: "object", properties: { doubled: { type: "integer" } } },
      },
    },
  },
  async (request) => ({ doubled: (request.query as { n: number }).n * 2 }),
);
const address = await app.listen({ port: 0 });
assert.deepEqual(await (await fetch(`${address}/double?n=3`)).json(), {
  doubled: 6,
});
assert.equal((await fetch(`${address}/double?n=x`)).status, 400);
assert.equal((await app.inject("/double?n=4")).json().doubled, 8);
await app.close();
