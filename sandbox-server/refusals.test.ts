import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { limits, refusals } from "#protocol";
import { program, refusalOf, startServer, type TestServer } from "./testing.ts";

/** Every request that is not run, and the words it is refused with. */

let server: TestServer;
before(async () => {
  server = await startServer({ env: { ALLOWED_HOSTS: "lab.example.com", ALLOWED_ORIGINS: "https://lab.example.com" } });
});
after(() => server[Symbol.asyncDispose]());

const file = (path: string, code = "") => ({ files: [{ path, code }], entry: path });
const fine = program("1;");
const phase = { path: "/", seconds: 1, arrival: { rate: 10 } };

for (const [name, body, code, message] of [
  ["no JSON", "{", "malformed-json", /expected JSON in UTF-8/],
  ["nothing", "", "malformed-json", /expected a JSON body/],
  ["a list", [], "wrong-type", /expected an object, got a list of 0/],
  ["null", "null", "wrong-type", /expected an object, got null/],
  ["no files", { entry: "main.ts" }, "wrong-type", /^files: expected a list, got nothing/],
  ["files of another type", { ...fine, files: "x" }, "wrong-type", /^files: expected a list, got "x"/],
  ["an empty list of files", { ...fine, files: [] }, "out-of-range", /^files: expected at least 1 entries/],
  [
    "too many files",
    { ...fine, files: Array.from({ length: 51 }, (_, i) => ({ path: `${i}.ts`, code: "" })) },
    "out-of-range",
    /at most 50 entries/,
  ],
  [
    "code that is no text",
    { files: [{ path: "main.ts", code: 1 }], entry: "main.ts" },
    "wrong-type",
    /^files\[0\]\.code: expected text, got 1/,
  ],
  ["an unknown key", { ...fine, colour: 1 }, "unknown-key", /expected no other keys, got "colour"/],
  ["an unknown key inside", { ...fine, limits: { heapMb: 4 } }, "unknown-key", /^limits: .*"heapMb"/],
  [
    "a prototype",
    '{"files":[{"path":"main.ts","code":"","__proto__":{}}],"entry":"main.ts"}',
    "unknown-key",
    /__proto__/,
  ],
  [
    "a prototype at the top",
    '{"__proto__":{"x":1},"files":[{"path":"main.ts","code":""}],"entry":"main.ts"}',
    "unknown-key",
    /__proto__/,
  ],
  ["an unknown variable", { ...fine, env: { PATH: "/" } }, "unknown-key", /^env\.PATH: expected UV_THREADPOOL_SIZE/],
  [
    "a prototype as variable",
    '{"files":[{"path":"main.ts","code":""}],"entry":"main.ts","env":{"__proto__":"x"}}',
    "unknown-key",
    /__proto__/,
  ],
  ["too many threads", { ...fine, env: { UV_THREADPOOL_SIZE: "17" } }, "out-of-range", /from "1" to "16"/],
  [
    "too little time",
    { ...fine, limits: { wallMs: 99 } },
    "out-of-range",
    /^limits\.wallMs: expected a number from 100 to 60000, got 99/,
  ],
  ["too much time", { ...fine, limits: { wallMs: 60_001 } }, "out-of-range", /from 100 to 60000/],
  ["half a millisecond", { ...fine, limits: { wallMs: 100.5 } }, "wrong-type", /whole number/],
  ["null limits", { ...fine, limits: null }, "wrong-type", /^limits/],
  ["an empty load", { ...fine, load: [] }, "out-of-range", /^load: expected at least 1/],
  [
    "a load that is too fast",
    { ...fine, load: { ...phase, arrival: { rate: 2_001 } } },
    "out-of-range",
    /from 0\.1 to 2000/,
  ],
  ["a load that is too long", { ...fine, load: [{ ...phase, at: 50, seconds: 20 }] }, "bad-value", /60 s of load/],
  [
    "a load of two kinds",
    { ...fine, load: { ...phase, arrival: { rate: 1, burst: 2 } } },
    "bad-value",
    /one of rate, connections or burst/,
  ],
  ["an unknown service", { ...fine, services: ["mongo"] }, "bad-value", /"postgres" or "redis"/],
  [
    "an entry that is not there",
    { ...fine, entry: "b.ts" },
    "missing-entry",
    /^entry: expected the path of a submitted file, got "b\.ts"/,
  ],
  [
    "two files of one name",
    {
      files: [
        { path: "é.ts", code: "" },
        { path: "e\u0301.ts", code: "" },
      ],
      entry: "é.ts",
    },
    "duplicate-path",
    /each path once/,
  ],
  [
    "a file that is a folder",
    {
      files: [
        { path: "a", code: "" },
        { path: "a/b.ts", code: "" },
      ],
      entry: "a",
    },
    "duplicate-path",
    /a file or a folder/,
  ],
  ["a path upwards", file("../main.ts"), "bad-path", /no "\.\."/],
  ["an absolute path", file("/etc/main.ts"), "bad-path", /relative path/],
  ["a hidden file", file(".env"), "bad-path", /hidden/],
  ["packages of one's own", file("node_modules/a.js"), "bad-path", /node_modules/],
  ["a package.json", file("lib/package.json"), "bad-path", /package\.json/],
  ["backslashes", file("lib\\a.ts"), "bad-path", /forward slashes/],
  ["an endless path", file(`${"a".repeat(121)}.ts`), "bad-path", /at most 120/],
  ["too much source", program("x".repeat(limits.sourceBytes + 1)), "source-too-large", /at most 524288 bytes/],
  ["too much source in bytes", program("한".repeat(limits.sourceBytes / 2)), "source-too-large", /786432 bytes/],
  ["a service this server has not", { ...fine, services: ["redis"] }, "no-service", /redis/],
] as const) {
  test(`${name} is refused as ${code}, saying what was expected and what came`, async () => {
    const refusal = await refusalOf(await server.post(body));
    assert.equal(refusal.code, code, JSON.stringify(refusal));
    assert.equal(refusal.status, refusals[code]);
    assert.match(refusal.message, message);
    assert.ok(refusal.detail?.expected && refusal.detail.got, JSON.stringify(refusal));
  });
}

test("a body of another type is refused before it is read, none at all too", async () => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"]) {
    const { status, code } = await refusalOf(await server.post(fine, { headers: { "content-type": type } }));
    assert.deepEqual([status, code], [415, "unsupported-media-type"], type);
  }
  assert.equal((await refusalOf(await server.fetch("/api/runs", { method: "POST" }))).status, 415);
  const answer = await server.post(fine, { headers: { "content-type": "Application/JSON; charset=utf-8" } });
  assert.equal(answer.status, 200);
  await answer.text();
});

test("a body that is too large is refused, whether it says so or not", async () => {
  const body = `"${"x".repeat(limits.bodyBytes)}"`;
  assert.deepEqual((await refusalOf(await server.post(body))).code, "body-too-large");
  const chunks = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(body));
      controller.close();
    },
  });
  const refusal = await refusalOf(await server.post("", { body: chunks, duplex: "half" } as RequestInit));
  assert.deepEqual([refusal.status, refusal.code], [413, "body-too-large"]);
});

test("bytes that are no UTF-8 are refused", async () => {
  const { code } = await refusalOf(await server.post("", { body: Buffer.from([0x22, 0xff, 0x22]) }));
  assert.equal(code, "malformed-json");
});

test("a foreign Host is misdirected, one of ours is not, and health does not ask", async () => {
  for (const [host, status] of [
    ["evil.example", 421],
    [`evil.example:${server.port}`, 421],
    ["127.0.0.1:1", 421],
    ["lab.example.com", 415],
    [`localhost:${server.port}`, 415],
    [`[::1]:${server.port}`, 415],
  ] as const) {
    assert.match(
      await raw(`POST /api/runs HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`),
      new RegExp(`^HTTP/1.1 ${status} `),
      host,
    );
  }
  assert.match(await raw("POST /api/runs HTTP/1.0\r\n\r\n"), /^HTTP\/1.1 421 .*"misdirected-host"/s);
  assert.match(
    await raw("GET /health/live HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n"),
    /^HTTP\/1.1 200 /,
  );
  assert.match(
    await raw("GET /%61pi/runs HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n"),
    /^HTTP\/1.1 (?:404|421) /,
  );
});

test("a foreign Origin is forbidden, null too, one of ours and none are not", async () => {
  for (const origin of ["http://evil.example", "null", "http://localhost:3000", `https://localhost:${server.port}`]) {
    const { status, code } = await refusalOf(await server.post(fine, { headers: { origin } }));
    assert.deepEqual([status, code], [403, "forbidden-origin"], origin);
  }
  for (const origin of [`http://localhost:${server.port}`, "https://lab.example.com"]) {
    const answer = await server.post(fine, { headers: { origin } });
    assert.equal(answer.status, 200, origin);
    assert.equal(answer.headers.get("access-control-allow-origin"), null);
    await answer.text();
  }
});

test("what is not there is not found, and a known path says which methods it has", async () => {
  for (const path of ["/", "/nope", "/api", "/api/nope", "/api/runs/", "/api/runs/1"]) {
    assert.deepEqual((await refusalOf(await server.fetch(path))).code, "not-found", path);
  }
  for (const [method, path, allow] of [
    ["GET", "/api/runs", "POST"],
    ["PUT", "/api/runs?x=1", "POST"],
    ["OPTIONS", "/api/runs", "POST"],
    ["POST", "/health/ready", "GET, HEAD"],
    ["DELETE", "/metrics", "GET, HEAD"],
  ] as const) {
    const answer = await server.fetch(path, { method });
    assert.equal(answer.headers.get("allow"), allow);
    assert.deepEqual((await refusalOf(answer)).status, 405);
  }
  assert.equal((await server.fetch("/health/live", { method: "HEAD" })).status, 200);
});

test("what is not HTTP is answered in the same form", async () => {
  for (const [text, status] of [
    ["nonsense\r\n\r\n", 400],
    ["GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n", 400],
    ["GET /%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", 400],
    ["POST /api/runs HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n", 400],
    [`GET / HTTP/1.1\r\nhost: x\r\nlong: ${"x".repeat(20_000)}\r\n\r\n`, 431],
  ] as const) {
    const answer = await raw(text);
    assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `), text.slice(0, 60));
    assert.match(answer, /\r\n\r\n\{"error":\{"code":"/, text.slice(0, 60));
  }
});

test("headers and bodies have deadlines", { timeout: 60_000 }, async () => {
  const [headers, body] = await Promise.all([
    raw("POST /api/runs HTTP/1.1\r\nhost: x\r\n"),
    raw(
      `POST /api/runs HTTP/1.1\r\nhost: localhost:${server.port}\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{`,
    ),
  ]);
  assert.match(headers, /^HTTP\/1.1 408 .*"request-timeout"/s);
  assert.match(body, /^HTTP\/1.1 408 .*"request-timeout"/s);
});

test("after all of that, the next run is well", async () => {
  assert.equal((await server.run("1;")).at(-1)?.type, "exit");
});

/** Sends exactly this and reads until the server closes. */
async function raw(text: string): Promise<string> {
  const socket = connect(server.port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.on("error", () => {});
  socket.write(text);
  await once(socket, "close");
  return answer;
}
