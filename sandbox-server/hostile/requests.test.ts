import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { limits } from "#protocol";
import { noBubblewrap } from "../cells/walls-testing.ts";
import { program, refusalOf } from "../testing.ts";
import { isWell } from "./attack.ts";
import { type House, openHouse } from "./house.ts";

/** Requests that are refused: each with its status, and the next one is well. */
describe("odd requests", { skip: noBubblewrap, concurrency: 4, timeout: 120_000 }, () => {
  let house: House;
  before(async () => {
    house = await openHouse();
  });
  after(() => house?.close());

  const well = program("console.log(1)");
  const file = (path: string) => ({ files: [{ path, code: "" }], entry: path });
  const json: Record<string, [body: unknown, status: number]> = {
    "no JSON at all": ["{", 400],
    "an empty body": ["", 400],
    nothing: ["null", 400],
    "a list": [[], 400],
    "a tower of brackets": ["[".repeat(100_000), 400],
    "a number too large for JSON": [`{"files":[],"entry":1e999}`, 400],
    "no files": [{ files: [], entry: "main.ts" }, 400],
    "too many files": [
      { files: Array.from({ length: limits.files + 1 }, (_, n) => ({ path: `f${n}.ts`, code: "" })), entry: "f0.ts" },
      400,
    ],
    "too much source": [program("x".repeat(limits.sourceBytes + 1)), 400],
    "a body too large": [program("x".repeat(limits.bodyBytes + 1)), 413],
    "code that is no text": [{ files: [{ path: "main.ts", code: 1 }], entry: "main.ts" }, 400],
    "an entry that is no file": [{ ...well, entry: "other.ts" }, 400],
    "the same file twice": [{ files: [well.files[0], well.files[0]], entry: "main.ts" }, 400],
    "the same file in two normal forms": [
      {
        files: [
          { path: "é.ts", code: "" },
          { path: "é.ts", code: "" },
        ],
        entry: "é.ts",
      },
      400,
    ],
    "a file that is a folder": [
      {
        files: [
          { path: "a", code: "" },
          { path: "a/b.ts", code: "" },
        ],
        entry: "a",
      },
      400,
    ],
    "a path upwards": [file("../main.ts"), 400],
    "a path from the root": [file("/etc/passwd"), 400],
    "a path with a drive": [file("C:\\main.ts"), 400],
    "a hidden path": [file(".env"), 400],
    "a path into node_modules": [file("Node_Modules/x.ts"), 400],
    "a package.json": [file("a/Package.json"), 400],
    "a path with a NUL": [file("a\0.ts"), 400],
    "a path with a line break": [file("a\n.ts"), 400],
    "a path with spaces and quotes": [file(`a" 'b.ts`), 400],
    "a path of dots": [file("./main.ts"), 400],
    "a path that ends in a slash": [file("a/"), 400],
    "an endless path": [file(`${"a".repeat(limits.pathChars)}.ts`), 400],
    "a key nobody knows": [{ ...well, sudo: true }, 400],
    "__proto__ as a key": [
      `{"files":[{"path":"main.ts","code":""}],"entry":"main.ts","__proto__":{"admin":true}}`,
      400,
    ],
    "a wall in the past": [{ ...well, limits: { wallMs: -1 } }, 400],
    "a wall too far": [{ ...well, limits: { wallMs: 60_001 } }, 400],
    "a limit nobody may set": [{ ...well, limits: { heapMb: 9_999 } }, 400],
    NODE_OPTIONS: [{ ...well, env: { NODE_OPTIONS: "--no-permission" } }, 400],
    LD_PRELOAD: [{ ...well, env: { LD_PRELOAD: "/tmp/x.so" } }, 400],
    PATH: [{ ...well, env: { PATH: "/" } }, 400],
    "a variable with a NUL": [{ ...well, env: { APP_X: "a\0b" } }, 400],
    "a pool of a thousand": [{ ...well, env: { UV_THREADPOOL_SIZE: "1000" } }, 400],
    "a hundred variables": [
      { ...well, env: Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`APP_${n}`, "x"])) },
      400,
    ],
    "a service nobody has": [{ ...well, services: ["oracle"] }, 400],
    "a load without end": [{ ...well, load: { path: "/", seconds: 1e9, arrival: { rate: 1 } } }, 400],
    "a load too fast": [{ ...well, load: { path: "/", seconds: 1, arrival: { rate: 1e6 } } }, 400],
    "a load of no phases": [{ ...well, load: [] }, 400],
    "a load with a line break in its path": [
      { ...well, load: { path: "/\r\nHost: x", seconds: 1, arrival: { rate: 1 } } },
      400,
    ],
    "a load with a line break in a header": [
      { ...well, load: { path: "/", seconds: 1, arrival: { rate: 1 }, headers: { a: "b\r\nc: d" } } },
      400,
    ],
    "a load with a Host of its own": [
      { ...well, load: { path: "/", seconds: 1, arrival: { rate: 1 }, headers: { host: "example.com" } } },
      400,
    ],
  };
  for (const [name, [body, status]] of Object.entries(json)) {
    test(name, async () => {
      const refusal = await refusalOf(await house.post(body));
      assert.equal(refusal.status, status, JSON.stringify(refusal));
      assert.ok(refusal.message.length > 0 && refusal.message.length < 1_000);
      assert.ok(!JSON.stringify(refusal).includes(house.secrets[0] as string));
    });
  }

  const headers: Record<string, [init: RequestInit, status: number]> = {
    "another content type": [{ headers: { "content-type": "text/plain" } }, 415],
    "a form": [{ headers: { "content-type": "application/x-www-form-urlencoded" } }, 415],
    "a foreign origin": [{ headers: { origin: "https://example.com" } }, 403],
    "no origin at all, said aloud": [{ headers: { origin: "null" } }, 403],
    "an origin that looks like ours": [{ headers: { origin: "http://127.0.0.1.example.com" } }, 403],
  };
  for (const [name, [init, status]] of Object.entries(headers)) {
    test(name, async () => assert.equal((await refusalOf(await house.post(well, init))).status, status));
  }

  /** Bytes as they are, to the first answer. */
  const raw: Record<string, [bytes: string, status: RegExp]> = {
    "a foreign host": ["GET /api/runs HTTP/1.1\r\nHost: example.com\r\n\r\n", /^HTTP\/1\.1 (421|405)/],
    "a run for a foreign host": [
      "POST /api/runs HTTP/1.1\r\nHost: rebound.example.com\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
      /^HTTP\/1\.1 421/,
    ],
    "no host": ["POST /api/runs HTTP/1.1\r\nContent-Length: 0\r\n\r\n", /^HTTP\/1\.1 4\d\d/],
    "no HTTP": ["hello\r\n\r\n", /^HTTP\/1\.1 400/],
    "HTTP of another time": ["GET / HTTP/9.9\r\n\r\n", /^HTTP\/1\.1 400/],
    TLS: ["\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", /^HTTP\/1\.1 400/],
    "two lengths": [
      "POST /api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
      /^HTTP\/1\.1 400/,
    ],
    "a length and chunks": [
      "POST /api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      /^HTTP\/1\.1 400/,
    ],
    "a chunk that lies": [
      "POST /api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
      /^HTTP\/1\.1 4\d\d/,
    ],
    "a negative length": [
      "POST /api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
      /^HTTP\/1\.1 400/,
    ],
    "headers without end": [`GET / HTTP/1.1\r\n${"X-A: b\r\n".repeat(10_000)}\r\n`, /^HTTP\/1\.1 431/],
    "a path upwards": ["GET /../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", /^HTTP\/1\.1 40[04]/],
    "a path that cannot be decoded": ["GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", /^HTTP\/1\.1 40[04]/],
    "a method nobody knows": ["BREW /api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", /^HTTP\/1\.1 40[05]/],
    "a proxy's request": ["CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n", /^(HTTP\/1\.1 4\d\d|$)/],
    "a web socket": [
      "GET /api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n",
      /^HTTP\/1\.1 4\d\d/,
    ],
  };
  for (const [name, [bytes, status]] of Object.entries(raw)) {
    test(name, async () => {
      const ours = bytes.replace("Host: 127.0.0.1\r\n", `Host: 127.0.0.1:${house.port}\r\n`);
      assert.match(await exchange(house.port, ours), status);
    });
  }

  test("after all of that the next run is well", async () => {
    await isWell(house);
  });
});

async function exchange(port: number, bytes: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.on("error", () => {});
  socket.write(Buffer.from(bytes, "latin1"));
  const answer = Promise.race([once(socket, "data").then(([data]) => String(data)), text(socket).catch(() => "")]);
  const said = await Promise.race([answer, once(socket, "close").then(() => "")]);
  socket.destroy();
  return said;
}
