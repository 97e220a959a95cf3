import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRunRequest, RefusedError } from "#protocol";
import { gotInKorean, inKorean } from "./expected-in-korean.ts";

const request = { files: [{ path: "main.ts", code: "" }], entry: "main.ts" };
const phase = { path: "/", seconds: 1, arrival: { rate: 10 } };
const named = (path: string) => ({ ...request, files: [...request.files, { path, code: "" }] });
const loaded = (more: object) => ({ ...request, load: [{ ...phase, ...more }] });
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`APP_${index}`, ""]));

test("every refusal a reader of the playground can meet is in Korean", () => {
  const refused: unknown[] = [
    null,
    { ...request, entry: 5 },
    { ...request, files: [] },
    { ...request, files: "x" },
    { ...request, entry: "none.ts" },
    { ...request, limits: { wallMs: 1 } },
    { ...request, limits: { wallMs: 100.5 } },
    { ...request, limits: { wallMs: "abc" } },
    { ...request, env: { UV_THREADPOOL_SIZE: "99" } },
    { ...request, env: { PATH: "/bin" } },
    { ...request, env: { APP_A: "\0" } },
    { ...request, env: { APP_A: "x".repeat(2_000) } },
    { ...request, env: many(40) },
    { ...request, more: 1 },
    ...["", "/a", "../a", ".env", "node_modules/a", "a b", "package.json", "main.ts", "main.ts/a", "x".repeat(200)].map(
      named,
    ),
    loaded({ arrival: { rate: 99_999 } }),
    loaded({ arrival: { rate: 10, maxConnections: 1.5 } }),
    loaded({ arrival: {} }),
    loaded({ arrival: { burst: 5, maxConnections: 5 } }),
    loaded({ seconds: "soon" }),
    loaded({ seconds: 0 }),
    loaded({ path: "no slash" }),
    loaded({ path: undefined, mix: [] }),
    loaded({ mix: [{ path: "/", weight: 1 }] }),
    {
      ...request,
      load: [
        { ...phase, seconds: 40 },
        { ...phase, seconds: 40 },
      ],
    },
    { ...request, load: Array(21).fill(phase) },
    { ...named("big.ts"), files: [{ path: "main.ts", code: "x".repeat(600_000) }] },
  ];
  for (const value of refused) {
    assert.throws(
      () => parseRunRequest(value),
      (error) => {
        assert.ok(error instanceof RefusedError && error.refusal.detail);
        const { expected, got } = error.refusal.detail;
        assert.match(inKorean(expected), /[가-힣]/, `${expected} (${got})`);
        return true;
      },
    );
  }
});

test("a database that a server has not is named in Korean, with the command that brings it", () => {
  const said = [
    "PostgreSQL for darwin-arm64 (npm ci)",
    "redis-server (apt-get install redis-server)",
    "cells isolated with bubblewrap (apt-get install bubblewrap)",
  ];
  assert.deepEqual(said.map(inKorean), [
    "darwin-arm64용 PostgreSQL (npm ci)",
    "redis-server 설치 (apt-get install redis-server)",
    "bubblewrap으로 격리한 셀 (apt-get install bubblewrap)",
  ]);
  assert.equal(gotInKorean("nothing of the kind"), "없음");
});

test("a choice keeps its values; what came is told as it came", () => {
  assert.equal(inKorean('"GET" or "HEAD"'), '"GET" 또는 "HEAD"');
  assert.deepEqual(["nothing", "a list of 3", '"abc"'].map(gotInKorean), ["없음", "3개짜리 목록", '"abc"']);
});
