import assert from "node:assert/strict";
import { test } from "node:test";
import { RefusedError } from "./errors.ts";
import { limits } from "./limits.ts";
import { parseRunRequest } from "./request.ts";

// What is refused and in which words is promised over HTTP, in sandbox-server/refusals.test.ts.

const fine = { files: [{ path: "main.ts", code: "1;" }], entry: "main.ts" };
const phase = { path: "/", seconds: 1, arrival: { rate: 10 } };
const codeOf = (value: unknown) => {
  try {
    parseRunRequest(value);
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal.code;
    throw error;
  }
  return null;
};

test("what may be left out has its default", () => {
  assert.deepEqual(parseRunRequest(fine), {
    ...fine,
    load: null,
    services: [],
    env: {},
    limits: { wallMs: 10_000 },
    observe: { lanes: true, profile: true },
  });
  assert.deepEqual(parseRunRequest({ ...fine, observe: { lanes: false }, limits: {} }).observe, {
    lanes: false,
    profile: true,
  });
});

test("a single phase becomes a list of one, a list stays, null stays", () => {
  assert.deepEqual(parseRunRequest({ ...fine, load: phase }).load, [phase]);
  assert.deepEqual(parseRunRequest({ ...fine, load: [phase, phase] }).load, [phase, phase]);
  assert.equal(parseRunRequest({ ...fine, load: null }).load, null);
});

test("paths and the entry meet in their normal form", () => {
  const { files, entry } = parseRunRequest({ files: [{ path: "e\u0301.ts", code: "" }], entry: "é.ts" });
  assert.deepEqual([files[0]?.path, entry], ["é.ts", "é.ts"]);
});

test("every limit itself is within the limit", () => {
  const { wallMs, files, sourceBytes } = limits;
  for (const value of [
    { ...fine, limits: { wallMs: wallMs.min } },
    { ...fine, limits: { wallMs: wallMs.max } },
    {
      ...fine,
      files: [...fine.files, ...Array.from({ length: files - 1 }, (_, i) => ({ path: `${i}.ts`, code: "" }))],
    },
    { ...fine, files: [{ path: "main.ts", code: "x".repeat(sourceBytes) }] },
    {
      ...fine,
      env: { UV_THREADPOOL_SIZE: "1", NODE_ENV: "test", TZ: "Asia/Seoul", LOG_LEVEL: "debug", APP_9_X: "한" },
    },
    { ...fine, env: { UV_THREADPOOL_SIZE: "16" } },
    { ...fine, services: ["postgres", "redis"] },
    { ...fine, load: Array.from({ length: 20 }, () => ({ ...phase, seconds: 3 })) },
    { ...fine, load: { ...phase, arrival: { rate: 2_000, maxConnections: 256 } } },
    { ...fine, load: { ...phase, arrival: { connections: 256 } } },
    { ...fine, load: { ...phase, arrival: { burst: 256 } } },
    { ...fine, load: { seconds: 60, arrival: { rate: 0.1 }, mix: [{ path: "/a?b=1", weight: 2 }] } },
    { ...fine, load: { ...phase, at: 59, method: "POST", headers: { "Content-Type": "text/plain" }, body: "한" } },
  ]) {
    assert.equal(codeOf(value), null, JSON.stringify(value).slice(0, 200));
  }
});

test("just past a limit is refused", () => {
  for (const [value, code] of [
    [{ ...fine, env: { UV_THREADPOOL_SIZE: "0" } }, "out-of-range"],
    [{ ...fine, env: { UV_THREADPOOL_SIZE: "4.5" } }, "out-of-range"],
    [{ ...fine, env: { UV_THREADPOOL_SIZE: 4 } }, "wrong-type"],
    [{ ...fine, env: { APP_: "x" } }, "unknown-key"],
    [{ ...fine, env: { APP_X: "a\0b" } }, "bad-value"],
    [{ ...fine, env: { NODE_OPTIONS: "--inspect" } }, "unknown-key"],
    [{ ...fine, env: Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`APP_${i}`, ""])) }, "bad-value"],
    [{ ...fine, services: ["redis", "redis"] }, "bad-value"],
    [{ ...fine, load: Array.from({ length: 21 }, () => ({ ...phase, seconds: 1 })) }, "out-of-range"],
    [{ ...fine, load: { ...phase, seconds: 0 } }, "out-of-range"],
    [{ ...fine, load: { ...phase, seconds: 61 } }, "out-of-range"],
    [{ ...fine, load: { ...phase, arrival: { burst: 257 } } }, "out-of-range"],
    [{ ...fine, load: { ...phase, arrival: { connections: 1.5 } } }, "wrong-type"],
    [{ ...fine, load: { ...phase, arrival: {} } }, "bad-value"],
    [{ ...fine, load: { ...phase, arrival: { burst: 2, maxConnections: 2 } } }, "bad-value"],
    [{ ...fine, load: { ...phase, mix: [{ path: "/", weight: 1 }] } }, "bad-value"],
    [{ ...fine, load: { seconds: 1, arrival: { rate: 1 } } }, "bad-value"],
    [{ ...fine, load: { ...phase, path: "a" } }, "bad-value"],
    [{ ...fine, load: { ...phase, path: "/ HTTP/1.1\r\n\r\nGET /" } }, "bad-value"],
    [{ ...fine, load: { ...phase, method: "CONNECT" } }, "bad-value"],
    [{ ...fine, load: { ...phase, headers: { Host: "evil" } } }, "unknown-key"],
    [{ ...fine, load: { ...phase, headers: { a: "x\r\ny: z" } } }, "bad-value"],
    [{ ...fine, load: 5 }, "wrong-type"],
  ] as const) {
    assert.equal(codeOf(value), code, JSON.stringify(value).slice(0, 200));
  }
});

test("a huge value is not repeated in the refusal", () => {
  try {
    parseRunRequest({ ...fine, entry: "x".repeat(100_000) });
    assert.fail();
  } catch (error) {
    assert.ok(error instanceof RefusedError && error.message.length < 200, String(error).slice(0, 300));
  }
});
