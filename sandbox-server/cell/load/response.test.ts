import assert from "node:assert/strict";
import { test } from "node:test";
import { seeded } from "./random.ts";
import { type Progress, readResponse } from "./response.ts";

type Read = { progress: Progress; status: number; reusable: boolean };

const crlf = (...lines: string[]) => lines.join("\r\n");

function read(text: string, { method = "GET", cuts = [] as number[], close = false } = {}): Read {
  const bytes = Buffer.from(text, "latin1");
  const response = readResponse(method);
  let progress: Progress = "more";
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    progress = response.read(bytes.subarray(from, to));
    from = to;
  }
  if (close) progress = response.close();
  return { progress, status: response.status, reusable: response.reusableMs > 0 };
}

/** Read whole, cut in two at every byte, and one byte at a time: always the same. */
function readEveryWay(text: string, options: { method?: string; close?: boolean } = {}): Read {
  const whole = read(text, options);
  for (let cut = 1; cut < text.length; cut++) {
    assert.deepEqual(read(text, { ...options, cuts: [cut] }), whole, `cut at ${cut}`);
  }
  const everyByte = Array.from({ length: text.length - 1 }, (_, index) => index + 1);
  assert.deepEqual(read(text, { ...options, cuts: everyByte }), whole, "byte by byte");
  return whole;
}

const answers: { name: string; text: string; method?: string; close?: boolean; is: Read }[] = [
  {
    name: "a body of a length",
    text: crlf("HTTP/1.1 200 OK", "Content-Length: 5", "", "hello"),
    is: { progress: "done", status: 200, reusable: true },
  },
  {
    name: "an empty body",
    text: crlf("HTTP/1.1 500 Internal Server Error", "content-length: 0", "", ""),
    is: { progress: "done", status: 500, reusable: true },
  },
  {
    name: "a status without a reason",
    text: crlf("HTTP/1.1 200", "content-length: 0", "", ""),
    is: { progress: "done", status: 200, reusable: true },
  },
  {
    name: "chunks with extensions and trailers",
    text: crlf(
      "HTTP/1.1 200 OK",
      "Transfer-Encoding: gzip, Chunked",
      "",
      "5;a=b",
      "hello",
      "A",
      "0123456789",
      "0",
      "x: y",
      "",
      "",
    ),
    is: { progress: "done", status: 200, reusable: true },
  },
  {
    name: "chunks that themselves hold line ends",
    text: crlf("HTTP/1.1 200 OK", "transfer-encoding: chunked", "", "6", "\r\n\r\n\r\n", "0", "", ""),
    is: { progress: "done", status: 200, reusable: true },
  },
  {
    name: "HEAD, whose length is of a body that never comes",
    method: "HEAD",
    text: crlf("HTTP/1.1 200 OK", "content-length: 500", "", ""),
    is: { progress: "done", status: 200, reusable: true },
  },
  { name: "204", text: crlf("HTTP/1.1 204 No Content", "", ""), is: { progress: "done", status: 204, reusable: true } },
  {
    name: "304 with a length",
    text: crlf("HTTP/1.1 304 Not Modified", "content-length: 12", "", ""),
    is: { progress: "done", status: 304, reusable: true },
  },
  {
    name: "100 and 103 before the answer",
    text: crlf(
      "HTTP/1.1 100 Continue",
      "",
      "HTTP/1.1 103 Early Hints",
      "link: </a>",
      "",
      "HTTP/1.1 201 Created",
      "content-length: 2",
      "",
      "ok",
    ),
    is: { progress: "done", status: 201, reusable: true },
  },
  {
    name: "connection: close",
    text: crlf("HTTP/1.1 200 OK", "Connection: Close", "content-length: 2", "", "ok"),
    is: { progress: "done", status: 200, reusable: false },
  },
  {
    name: "HTTP/1.0",
    text: crlf("HTTP/1.0 200 OK", "content-length: 2", "", "ok"),
    is: { progress: "done", status: 200, reusable: false },
  },
  {
    name: "HTTP/1.0 that keeps the connection",
    text: crlf("HTTP/1.0 200 OK", "connection: keep-alive", "content-length: 2", "", "ok"),
    is: { progress: "done", status: 200, reusable: true },
  },
  {
    name: "a server that says it will close at once",
    text: crlf("HTTP/1.1 200 OK", "keep-alive: timeout=0", "connection: keep-alive", "content-length: 0", "", ""),
    is: { progress: "done", status: 200, reusable: false },
  },
  {
    name: "a body that ends with the connection",
    text: crlf("HTTP/1.1 200 OK", "", "as long as it takes"),
    close: true,
    is: { progress: "done", status: 200, reusable: false },
  },
  {
    name: "a body cut short",
    text: crlf("HTTP/1.1 200 OK", "content-length: 9", "", "hello"),
    close: true,
    is: { progress: "more", status: 200, reusable: true },
  },
  {
    name: "chunks cut short",
    text: crlf("HTTP/1.1 200 OK", "transfer-encoding: chunked", "", "5", "hello", "0", ""),
    close: true,
    is: { progress: "more", status: 200, reusable: true },
  },
];

for (const { name, text, is, ...options } of answers) {
  test(`an answer is understood wherever it is cut: ${name}`, () => {
    assert.deepEqual(readEveryWay(text, options), is);
  });
}

const garbage: Record<string, string> = {
  "another protocol": "SSH-2.0-OpenSSH_9.6\r\n",
  "another protocol that never ends a line": "\x00\x00\x12\x04\x00",
  "a line end first": "\r\n\r\n",
  "HTTP/2": "HTTP/2 200\r\n\r\n",
  "a status of two digits": "HTTP/1.1 20 OK\r\n\r\n",
  "a status of four digits": "HTTP/1.1 2000 OK\r\n\r\n",
  "a change of protocol": "HTTP/1.1 101 Switching Protocols\r\n\r\n",
  "a header without a colon": "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n",
  "a length that is no number": "HTTP/1.1 200 OK\r\ncontent-length: 0x10\r\n\r\n",
  "a negative length": "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
  "two lengths": "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
  "a chunk without a size": "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nhello\r\n",
  "a chunk longer than it said": "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhello\r\n",
  "a head without end": `HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(12_000)}`,
};

for (const [name, text] of Object.entries(garbage)) {
  test(`garbage is refused: ${name}`, () => {
    assert.equal(read(text).progress, "spoilt");
    if (text.length < 1_000) assert.equal(readEveryWay(text).progress, "spoilt");
  });
}

test("what follows a whole answer ends the connection's use, not the answer", () => {
  const text = crlf("HTTP/1.1 200 OK", "content-length: 2", "", "ok", "more");
  assert.deepEqual(read(text), { progress: "done", status: 200, reusable: false });
});

test("a large body is passed over in whatever pieces it comes", () => {
  const body = "x".repeat(300_000);
  const text = crlf("HTTP/1.1 200 OK", `content-length: ${body.length}`, "", body);
  const cuts = Array.from({ length: 40 }, (_, index) => (index + 1) * 7_001);
  assert.deepEqual(read(text, { cuts }), { progress: "done", status: 200, reusable: true });
});

test("no sequence of bytes throws, hangs, or turns an answer that is whole into one that is not", () => {
  const random = seeded(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const texts = [...answers.map(({ text }) => text), ...Object.values(garbage)].filter((text) => text.length < 1_000);
  for (let round = 0; round < 20_000; round++) {
    const bytes = [...Buffer.from(pick(texts), "latin1")];
    for (let change = 0; change < 1 + random() * 4; change++) {
      const at = Math.floor(random() * bytes.length);
      if (random() < 0.4) bytes[at] = Math.floor(random() * 256);
      else if (random() < 0.5) bytes.splice(at, 1 + Math.floor(random() * 8));
      else bytes.splice(at, 0, ...Buffer.from(pick(["\r\n", "0\r\n\r\n", ": ", "HTTP/1.1 ", "fffffffff", "\0"])));
    }
    const text = Buffer.from(bytes).toString("latin1");
    const whole = read(text);
    const cuts = [...new Set(Array.from({ length: 3 }, () => Math.floor(random() * text.length)))].sort(
      (a, b) => a - b,
    );
    const cut = read(text, { cuts });
    assert.equal(cut.progress, whole.progress, JSON.stringify({ text, cuts }));
    assert.equal(cut.status, whole.status);
  }
});
