import assert from "node:assert/strict";
import { test } from "node:test";
import { readSettings } from "./settings.ts";

const machine = { cores: 2, memoryBytes: 8e9 };
const read = (env: Record<string, string>) => readSettings(env, machine);

test("an empty environment gives the documented defaults", () => {
  assert.deepEqual(read({}), {
    site: { port: 3000, host: "127.0.0.1" },
    sandbox: { port: 4000, host: "127.0.0.1" },
    isolation: "auto",
    maxRuns: 10,
    queue: 64,
    warmCells: 4,
    warmServices: 1,
    serviceRuns: 2,
    clientRuns: 6,
    rateLimit: 120,
    allowedOrigins: [],
    allowedHosts: [],
    trustedProxies: ["127.0.0.0/8", "::1/128"],
    redisUrl: null,
    logLevel: "info",
  });
});

test("runs at once are what fits into 60 % of memory, at least 1 and at most 32", () => {
  const runs = (memoryBytes: number) => readSettings({}, { cores: 1, memoryBytes }).maxRuns;
  assert.deepEqual([1e8, 1.5e9, 1e12].map(runs), [1, 2, 32]);
});

test("every bad value is refused at once, each by its name, what was expected and what came", () => {
  const bad = {
    PORT: "http",
    HOST: "a b",
    SANDBOX_PORT: "70000",
    SANDBOX_ISOLATION: "none",
    SANDBOX_MAX_RUNS: "0",
    SANDBOX_QUEUE: "-1",
    SANDBOX_WARM_CELLS: "1.5",
    SANDBOX_CLIENT_RUNS: "many",
    SANDBOX_RATE_LIMIT: "1e9",
    ALLOWED_ORIGINS: "https://lab.example.com/page",
    ALLOWED_HOSTS: "https://lab.example.com",
    TRUSTED_PROXIES: "10.0.0.0/33",
    LOG_LEVEL: "loud",
  };
  assert.throws(
    () => read(bad),
    (error: Error) => {
      const lines = error.message.split("\n");
      assert.deepEqual(
        lines.map((line) => line.split(":")[0]),
        Object.keys(bad),
      );
      for (const line of lines) assert.match(line, /expected .+, got ".+"$/);
      return true;
    },
  );
});

test("a bad REDIS_URL is refused without its value, which may hold a password", () => {
  assert.throws(() => read({ REDIS_URL: "http://user:hunter2@cache" }), /^Error: REDIS_URL: (?!.*hunter2)/);
  assert.equal(read({ REDIS_URL: "redis://:hunter2@cache:6379/1" }).redisUrl, "redis://:hunter2@cache:6379/1");
});

test("a variable set to nothing counts as not set", () => {
  assert.equal(read({ PORT: "", SANDBOX_ISOLATION: " " }).site.port, 3000);
});

test("lists are comma-separated and hosts are compared in lower case", () => {
  const { allowedHosts, allowedOrigins, trustedProxies } = read({
    ALLOWED_HOSTS: "Lab.example.com, lab.example.com:8080,[::1]:80",
    ALLOWED_ORIGINS: "https://lab.example.com,http://localhost:3000",
    TRUSTED_PROXIES: "10.0.0.0/8, fd00::1",
  });
  assert.deepEqual(allowedHosts, ["lab.example.com", "lab.example.com:8080", "[::1]:80"]);
  assert.deepEqual(allowedOrigins, ["https://lab.example.com", "http://localhost:3000"]);
  assert.deepEqual(trustedProxies, ["10.0.0.0/8", "fd00::1"]);
});

test("any of the values that mean no limit is accepted", () => {
  const { clientRuns, rateLimit } = read({ SANDBOX_CLIENT_RUNS: "0", SANDBOX_RATE_LIMIT: "0" });
  assert.deepEqual([clientRuns, rateLimit], [0, 0]);
});
