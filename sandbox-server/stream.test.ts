import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, test } from "node:test";
import { createDecoder } from "#protocol";
import { openStream } from "./stream.ts";

const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0)) step();
});

/** A real connection: what the server sees of one request, and the bare socket of its reader. */
async function open(): Promise<{ response: ServerResponse; reader: Socket; port: number }> {
  const server = createServer().listen(0, "127.0.0.1");
  undo.push(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const reader = connect(port, "127.0.0.1");
  undo.push(() => reader.destroy());
  reader.on("error", () => {});
  reader.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
  const [, response] = (await once(server, "request")) as [unknown, ServerResponse];
  return { response, reader, port };
}
async function readAll(reader: Socket): Promise<string> {
  let text = "";
  reader.on("data", (chunk) => {
    text += chunk;
  });
  await once(reader, "close");
  return text;
}
const big = { t: 0, text: "x".repeat(100_000) };

test("events arrive whole and in order, and then the connection closes", async () => {
  const { response, reader } = await open();
  const text = readAll(reader);
  const stream = openStream(response, { "x-request-id": "7" });
  stream.send("queued", { position: 1 });
  stream.send("stdout", big);
  for (let i = 0; i < 100; i++) stream.send("stdout", { t: i, text: "한글" });
  await stream.end();
  const [head = "", ...body] = (await text).split("\r\n\r\n");
  assert.match(head, /^HTTP\/1.1 200 OK/);
  for (const header of [
    /^x-request-id: 7$/m,
    /^content-type: text\/event-stream$/m,
    /^cache-control: .*no-transform$/m,
  ]) {
    assert.match(head.replaceAll("\r", ""), header);
  }
  const frames = createDecoder()(unchunk(body.join("\r\n\r\n")));
  assert.equal(frames.length, 102);
  assert.deepEqual(JSON.parse(frames[1]?.data ?? ""), big);
  assert.deepEqual(JSON.parse(frames[101]?.data ?? ""), { t: 99, text: "한글" });
  assert.ok(!stream.gone.aborted);
});

test("headers arrive before the first event", async () => {
  const { response, reader } = await open();
  openStream(response, {});
  const [head] = await once(reader, "data");
  assert.match(String(head), /text\/event-stream/);
});

test("a reader that leaves is noticed", async () => {
  const { response, reader } = await open();
  const stream = openStream(response, {});
  reader.destroy();
  await once(stream.gone, "abort");
  stream.send("queued", { position: 1 });
  await stream.end();
});

test("a reader that left before the stream opened is noticed too", async () => {
  const { response, reader } = await open();
  reader.destroy();
  await once(response, "close");
  const stream = openStream(response, {});
  assert.ok(stream.gone.aborted);
  await stream.end();
});

test("a reader that takes nothing is cut, and sending never waited for it", async () => {
  const { response, reader } = await open();
  reader.pause();
  const stream = openStream(response, {}, 300);
  for (let i = 0; i < 200; i++) stream.send("stdout", big);
  await once(stream.gone, "abort");
  assert.ok(response.destroyed);
});

test("a reader that is only slow gets everything", async () => {
  const { response, reader } = await open();
  const stream = openStream(response, {}, 2_000);
  let bytes = 0;
  reader.on("data", (chunk) => {
    bytes += chunk.length;
    reader.pause();
    setTimeout(() => reader.resume(), 5);
  });
  for (let i = 0; i < 100; i++) stream.send("stdout", big);
  await stream.end();
  await once(reader, "close");
  assert.ok(bytes > 100 * big.text.length);
  assert.ok(!stream.gone.aborted);
});

/** The body of a chunked answer. */
function unchunk(text: string): string {
  let bytes = Buffer.from(text);
  const parts: Buffer[] = [];
  for (;;) {
    const end = bytes.indexOf("\r\n");
    const size = Number.parseInt(bytes.subarray(0, end).toString(), 16);
    if (!size) return Buffer.concat(parts).toString();
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    bytes = bytes.subarray(end + 2 + size + 2);
  }
}
