import assert from "node:assert/strict";
import { test } from "node:test";
import { createDecoder, encodeFrame, ping } from "./sse.ts";

test("what is encoded is decoded, however the network cuts it", () => {
  const data = { text: "line one\nline two\r\n\r\nevent: exit\ndata: no\u2028 한글 😀" };
  const text = encodeFrame("stdout", data) + ping + encodeFrame("exit", { code: 0 });
  const whole = createDecoder()(text);
  assert.deepEqual(
    whole.map(({ event }) => event),
    ["stdout", "exit"],
  );
  assert.deepEqual(JSON.parse(whole[0]?.data ?? ""), data);
  for (const size of [1, 2, 3, 7]) {
    const decode = createDecoder();
    const frames = [];
    for (let at = 0; at < text.length; at += size) frames.push(...decode(text.slice(at, at + size)));
    assert.deepEqual(frames, whole, `chunks of ${size}`);
  }
});

test("frames as other servers and proxies write them are understood", () => {
  const decode = (text: string) => createDecoder()(text);
  assert.deepEqual(decode("data:x\r\n\r\n"), [{ event: "message", data: "x" }]);
  assert.deepEqual(decode("event: a\ndata: 1\ndata: 2\n\n"), [{ event: "a", data: "1\n2" }]);
  assert.deepEqual(decode("event: a\n\ndata: b\n\n"), [{ event: "message", data: "b" }]);
  assert.deepEqual(decode(": comment\nretry: 5\nid: 7\n\n"), []);
});

test("half a frame is not told", () => {
  assert.deepEqual(createDecoder()("event: exit\ndata: {}\n"), []);
});
