import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, test } from "node:test";
import type { RunEvent } from "#protocol";
import { encodeFrame, ping } from "#protocol/sse";
import { streamRun } from "./run-client.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A real server on a free port, ended after its test. */
async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/runs`);
}

const request = { files: [{ path: "main.ts", code: "" }], entry: "main.ts" };
const never = new AbortController().signal;
const noEvents = () => assert.fail("expected no events");
const stdout = { type: "stdout", data: { t: 1, text: "안녕 🙂\n" } } as const;

test("events arrive parsed and in order, however the network cuts them", async () => {
  const wire = Buffer.from(
    ping +
      encodeFrame("stdout", stdout.data) +
      encodeFrame("lag", [{ t: 2, lagMs: 0 }]) +
      encodeFrame("stdout", stdout.data),
  );
  const at = await serve(async (_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (let at = 0; at < wire.length; at += 7) {
      response.write(wire.subarray(at, at + 7));
      await new Promise(setImmediate);
    }
    response.end();
  });
  const seen: RunEvent[] = [];
  const end = await streamRun(request, (events) => seen.push(...events), never, at);
  assert.deepEqual(end, { end: "closed" });
  assert.deepEqual(seen, [stdout, { type: "lag", data: [{ t: 2, lagMs: 0 }] }, stdout]);
});

test("what is not one of our events is left out and hurts nothing", async () => {
  const at = await serve((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(
      [encodeFrame("tomorrow", { x: 1 }), encodeFrame("stdout", { t: "late" }), "event: lag\ndata: {\n\n"].join(""),
    );
    response.end(encodeFrame("stdout", stdout.data));
  });
  const seen: RunEvent[] = [];
  await streamRun(request, (events) => seen.push(...events), never, at);
  assert.deepEqual(seen, [stdout]);
});

test("aborting stops, and the server sees the connection go", async () => {
  const gone = Promise.withResolvers<void>();
  const at = await serve((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(encodeFrame("stdout", stdout.data));
    response.on("close", gone.resolve);
  });
  const stop = new AbortController();
  const end = await streamRun(request, () => stop.abort(), stop.signal, at);
  assert.deepEqual(end, { end: "stopped" });
  await gone.promise;
});

test("a refusal keeps its code, its detail and how long to wait", async () => {
  const error = { code: "out-of-range", message: "…", detail: { expected: "at most 60000", got: "70000" } };
  const at = await serve((_, response) => {
    response.writeHead(429, { "retry-after": "4" }).end(JSON.stringify({ error }));
  });
  assert.deepEqual(await streamRun(request, noEvents, never, at), { end: "refused", refusal: error, retryAfter: 4 });
});

test("an answer that is not ours is told by its status", async () => {
  for (const [status, code] of [
    [502, "sandbox-down"],
    [503, "busy"],
    [404, "internal"],
    [500, "internal"],
  ] as const) {
    const at = await serve((_, response) => response.writeHead(status).end("<html>"));
    const end = await streamRun(request, noEvents, never, at);
    assert.equal(end.end === "refused" && end.refusal.code, code);
    assert.equal(end.end === "refused" && end.retryAfter, null);
  }
});

test("a connection that breaks says whether the server had answered", async () => {
  const at = await serve((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(encodeFrame("stdout", stdout.data), () => response.destroy());
  });
  assert.deepEqual(await streamRun(request, () => {}, never, at), { end: "broken", reached: true });
  const silent = await serve((_, response) => response.destroy());
  assert.deepEqual(await streamRun(request, noEvents, never, silent), { end: "broken", reached: false });
});
