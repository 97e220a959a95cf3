import assert from "node:assert/strict";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import type { RunRequestInput } from "#protocol";
import type { CellMaker, Ground } from "../cells/cell.ts";
import { find, findBubblewrap } from "../cells/find.ts";
import { allowedPackages } from "../packages.ts";
import type { Counted } from "../reports.ts";
import { begin, exitOf, printed, program, refusalOf, startServer, type TestServer, typed } from "../testing.ts";
import { besideRun } from "./beside.ts";
import { type Binaries, findPostgres } from "./postgres/binaries.ts";
import { createPostgresMaker } from "./postgres/postgres.ts";
import { createRedisMaker } from "./redis/redis.ts";

/** What a run hears when the databases it asks for cannot be had, not yet, or not any more. */

const packages = allowedPackages();
const found = await findBubblewrap(packages);
const maker = found as CellMaker;
const skip =
  ("missing" in found && found.missing) ||
  (!findPostgres() && "there is no PostgreSQL for this machine") ||
  (!(await find("redis-server")) && "redis-server is not installed");
after(() => !("missing" in found) && found.close());

/** Its cells are of all tests. */
const shared = { ...maker, close: async () => {} };
const open = (env: Record<string, string> = {}) => startServer({ maker: shared, packages: packages.names, env });

const withRedis = (code: string): RunRequestInput =>
  program(`import { Redis } from "ioredis"; const redis = new Redis({ retryStrategy: null });\n${code}`, {
    services: ["redis"],
    limits: { wallMs: 60_000 },
  });

describe("databases that cannot be had", { skip, timeout: 120_000 }, () => {
  /** A server on a machine whose programs are found here. */
  async function openWithPath(PATH: string): Promise<TestServer> {
    const { PATH: usual } = process.env;
    try {
      process.env.PATH = PATH;
      return await open();
    } finally {
      process.env.PATH = usual;
    }
  }

  test("a machine without Redis says so before a run begins, and how to have it", async () => {
    await using server = await openWithPath("/nowhere");
    assert.deepEqual(await refusalOf(await server.post(withRedis("1;"))), {
      status: 503,
      retryAfter: "60",
      code: "no-service",
      message: "services, redis: expected redis-server (apt-get install redis-server), got nothing of the kind",
      detail: { expected: "redis-server (apt-get install redis-server)", got: "nothing of the kind" },
    });
    const events = await server.run("console.log('without')");
    assert.equal(printed(events), "without\n");
  });

  test("a Redis that does not start ends the run in words that blame nobody's code, and the log has its own", async () => {
    await using undo = new AsyncDisposableStack();
    const folder = undo.adopt(await mkdtemp(join(tmpdir(), "path-")), (path) => rm(path, { recursive: true }));
    // It knows none of the options, says so and ends.
    await copyFile((await find("cat")) as string, join(folder, "redis-server"));
    const server = undo.use(await openWithPath(folder));
    const events = await server.run(withRedis("console.log('never')"));
    assert.deepEqual(
      events.map(({ type }) => type),
      ["started", "error", "exit"],
    );
    assert.deepEqual(typed(events, "error"), [
      {
        kind: "service",
        message: "The databases this run asks for could not be made ready. It is not your code.",
      },
    ]);
    const { reason, code, signal } = exitOf(events);
    assert.deepEqual({ reason, code, signal }, { reason: "error", code: 1, signal: null });
    assert.match(server.log.join(""), /expected a service, got its end: .*unrecognized option/);
    assert.equal(server.cells.size, server.warm);
  });

  test("what all of a kind start from is made again where it failed", async () => {
    const ground = maker.ground as Ground;
    const binaries = findPostgres() as Binaries;
    await assert.rejects(createPostgresMaker({ ...ground, bwrap: "/bin/false" }, binaries));
    const postgres = await createPostgresMaker(ground, binaries);
    await using service = await postgres.start(AbortSignal.timeout(60_000));
    assert.equal((await service.look()).metrics["postgres connections"], 0);
  });
});

describe("databases that end", { skip, timeout: 120_000 }, () => {
  test("one that its program ends is told of, in its own words, and the run goes on", async () => {
    await using server = await open();
    using run = await begin(
      server,
      withRedis(`
        redis.on("error", () => {});
        await redis.shutdown("NOSAVE").catch(() => {});
        const again = () => new Redis({ retryStrategy: null }).on("error", () => {}).ping();
        setInterval(() => again().catch(({ message }) => console.log(message)), 100);`),
    );
    await run.has("error");
    await run.says("Connection is closed");
    const [error, ...more] = typed(run.events, "error");
    assert.deepEqual(more, []);
    assert.equal(error?.kind, "service");
    assert.match(error?.message ?? "", /^Redis has ended: \S/);
  });

  test("one that ended before its program began is told of all the same", async () => {
    const redis = await createRedisMaker(maker.ground as Ground, (await find("redis-server")) as string);
    const service = await redis.start(AbortSignal.timeout(60_000));
    await using beside = besideRun([service]);
    await using cell = await maker.start(AbortSignal.timeout(60_000));
    process.kill(service.init, "SIGKILL");
    await service.ended;
    await beside.attach(cell);
    const told = Promise.withResolvers<Counted>();
    beside.begin({ now: () => 0, draws: true, tell: told.resolve });
    const { type, data } = await told.promise;
    assert.equal(type, "error");
    assert.match(JSON.stringify(data), /"kind":"service","message":"Redis has ended: /);
  });
});

describe("more runs with databases than there is room for", { skip, timeout: 120_000 }, () => {
  const busy = withRedis("setInterval(() => {}, 1_000);");
  const gauge = async (server: TestServer, name: string) =>
    Number(new RegExp(`^${name} (\\d+)`, "m").exec(await (await server.fetch("/metrics")).text())?.[1]);

  test("the next waits in line and hears where, then runs; one more is sent away", async () => {
    await using server = await open({ SANDBOX_SERVICE_RUNS: "1" });
    using first = await begin(server, busy);
    await first.has("started");
    const second = await begin(server, withRedis("console.log(await redis.ping()); redis.disconnect();"));
    await second.has("queued");
    const { status, code } = await refusalOf(await server.post(busy));
    assert.deepEqual([status, code], [503, "busy"]);
    first.cancel();
    await second.over;
    assert.deepEqual(typed(second.events, "queued"), [{ position: 1 }]);
    assert.equal(printed(second.events), "PONG\n");
    assert.equal(exitOf(second.events).reason, "finished");
  });

  test("those that wait keep no run without databases from its place", async () => {
    await using server = await open({ SANDBOX_SERVICE_RUNS: "1", SANDBOX_MAX_RUNS: "2" });
    using first = await begin(server, busy);
    await first.has("started");
    using second = await begin(server, busy);
    await second.has("queued");
    const plain = await server.run("console.log('plain')");
    assert.deepEqual(typed(plain, "queued"), []);
    assert.equal(printed(plain), "plain\n");
    assert.deepEqual([await gauge(server, "sandbox_active_runs"), await gauge(server, "sandbox_waiting_runs")], [1, 1]);
  });
});
