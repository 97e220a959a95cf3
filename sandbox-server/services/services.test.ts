import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { emptyTrace, measure, type RunEvent, type RunRequestInput } from "#protocol";
import { find, findBubblewrap } from "../cells/find.ts";
import { allowedPackages } from "../packages.ts";
import { begin, exitOf, printed, program, startServer, type TestServer, typed, until } from "../testing.ts";
import { findPostgres } from "./postgres/binaries.ts";

/** What programs and their readers get of the databases beside them, in real cells. */

const packages = allowedPackages();
const found = await findBubblewrap(packages);
const skip =
  ("missing" in found && found.missing) ||
  (!findPostgres() && "there is no PostgreSQL for this machine") ||
  (!(await find("redis-server")) && "redis-server is not installed");

const head = `import { Pool } from "pg"; import { Redis } from "ioredis";`;
const traceOf = (request: RunRequestInput, events: RunEvent[]) => ({ ...emptyTrace(request), events });

describe("databases beside a run", { skip }, () => {
  let server: TestServer;
  before(async () => {
    if ("missing" in found) return;
    server = await startServer({ maker: found, packages: packages.names, env: { SANDBOX_SERVICE_RUNS: "2" } });
  });
  after(() => server?.[Symbol.asyncDispose]());

  async function run(code: string, more: Partial<RunRequestInput> = {}) {
    const request = program(`${head}\n${code}`, { services: ["postgres", "redis"], ...more });
    const events = await server.run(request);
    const exit = exitOf(events);
    assert.equal(exit.reason, "finished", printed(events, "stderr") + JSON.stringify(typed(events, "error")));
    return { events, said: printed(events), trace: traceOf(request, events) };
  }

  test("a pool of two answers four slow queries in two waves, and its connections show it", async () => {
    const { said, trace } = await run(`
      const pool = new Pool({ max: 2 });
      const from = performance.now();
      const done = await Promise.all([1, 2, 3, 4].map(async () => {
        await pool.query("SELECT pg_sleep(0.2)");
        return performance.now() - from;
      }));
      console.log(JSON.stringify(done));
      await pool.end();`);
    const [a = 0, b = 0, c = 0, d = 0] = JSON.parse(said) as number[];
    assert.ok(Math.max(a, b) < Math.min(c, d) - 150, said);
    const connections = new Set(measure.serviceSpans(trace).map(({ label }) => label));
    assert.equal(connections.size, 2, [...connections].join(", "));
    const most = Math.max(
      ...typed(trace.events, "metric").flatMap((m) => (m.name === "postgres active" ? [m.value] : [])),
    );
    assert.equal(most, 2);
    // The program's own tasks are told apart from what its database did.
    assert.deepEqual(measure.order(trace), []);
  });

  test("who waits for a row's lock is drawn as waiting, and for whom is said", async () => {
    const { said, trace } = await run(`
      const pool = new Pool();
      await pool.query("CREATE TABLE stock (id int PRIMARY KEY, amount int)");
      await pool.query("INSERT INTO stock VALUES (1, 10)");
      const holder = await pool.connect();
      const { rows: [{ pid }] } = await holder.query("SELECT pg_backend_pid() AS pid");
      await holder.query("BEGIN");
      await holder.query("UPDATE stock SET amount = amount - 1");
      // Connected already: on a busy machine that takes a part of the time in which it is to wait.
      const waiter = await pool.connect();
      const waited = waiter.query("UPDATE stock SET amount = amount - 1");
      await new Promise((done) => setTimeout(done, 500));
      await holder.query("COMMIT");
      holder.release();
      await waited;
      waiter.release();
      console.log(pid);
      await pool.end();`);
    const waits = measure
      .serviceSpans(trace)
      .flatMap((span) =>
        span.slices.filter(([, , kind]) => kind === "wait").map(([from, to]) => ({ label: span.label, ms: to - from })),
      );
    const waited = waits.reduce((sum, { ms }) => sum + ms, 0);
    assert.ok(waited > 400 && waited < 1_000, JSON.stringify(waits));
    for (const { label } of waits) assert.match(label, new RegExp(`^postgres \\d+ waits for postgres ${said.trim()}$`));
    const values = (name: string) => typed(trace.events, "metric").flatMap((m) => (m.name === name ? [m.value] : []));
    assert.equal(Math.max(...values("postgres waiting")), 1);
    assert.equal(Math.max(...values("postgres idle in transaction")), 1);
  });

  test("a hundred concurrent INCR make a hundred, GET and SET lose some", async () => {
    const { said } = await run(`
      const redis = new Redis(process.env.REDIS_URL!);
      const many = Array.from({ length: 100 });
      await Promise.all(many.map(() => redis.incr("safe")));
      await Promise.all(many.map(async () => redis.set("lossy", Number(await redis.get("lossy")) + 1)));
      console.log(await redis.get("safe"), Number(await redis.get("lossy")) < 100);
      redis.disconnect();`);
    assert.equal(said, "100 true\n");
  });

  test("they are found as in real life, by every name of this machine, and another port has nothing", async () => {
    const { said } = await run(`
      for (const at of [{}, { host: "localhost" }, { host: "127.0.0.1" }, { host: "::1" }, { connectionString: process.env.DATABASE_URL }]) {
        const pool = new Pool(at);
        const { rows } = await pool.query("SELECT current_user AS who, current_database() AS what");
        console.log(rows[0].who, rows[0].what);
        await pool.end();
      }
      for (const host of ["localhost", "127.0.0.1", "::1"]) {
        const redis = new Redis({ host });
        console.log(await redis.ping());
        redis.disconnect();
      }
      console.log(await new Pool({ port: 5433 }).query("SELECT 1").catch((error) => error.code));
      process.exit(0);`);
    assert.equal(said, `${"lab lab\n".repeat(5)}${"PONG\n".repeat(3)}ECONNREFUSED\n`);
  });

  test("all hundred connections are the program's, and the next is refused as PostgreSQL does", async () => {
    const { said } = await run(`
      const pool = new Pool({ max: 100 });
      const all = await Promise.all(Array.from({ length: 100 }, () => pool.connect()));
      console.log(all.length, await new Pool().connect().catch((error) => error.code));
      process.exit(0);`);
    assert.equal(said, "100 53300\n");
  });

  test("each run has databases nobody has used, and two at once see nothing of each other", async () => {
    const code = (name: string) => `${head}
      const pool = new Pool();
      const redis = new Redis();
      const look = async () => {
        const { rows } = await pool.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
        console.log("tables", ...rows.map(({ tablename }) => tablename), "keys", ...(await redis.keys("*")));
      };
      await look();
      await Promise.all([pool.query("CREATE TABLE ${name} (id int)"), redis.set("${name}", 1)]);
      await look();`;
    const both = (code: string) => program(code, { services: ["postgres", "redis"], limits: { wallMs: 60_000 } });
    using first = await begin(server, both(`${code("first")} setInterval(look, 200);`));
    await first.says("keys first");
    const second = await server.run(both(`${code("second")} process.exit(0);`));
    assert.equal(exitOf(second).reason, "finished", JSON.stringify(second));
    assert.equal(printed(second), "tables keys\ntables second keys second\n");
    const said = printed(first.events);
    await until(() => printed(first.events).length > said.length);
    const [before, ...since] = new Set(printed(first.events).trim().split("\n"));
    assert.equal(before, "tables keys");
    assert.deepEqual(since, ["tables first keys first"]);
  });

  test("a load finds the program's own server, not the door to its database", async () => {
    const { trace } = await run(
      `
      import { createServer } from "node:http";
      const pool = new Pool();
      createServer(async (_, response) => response.end(JSON.stringify((await pool.query("SELECT 1")).rows))).listen(3000);`,
      { load: { path: "/", seconds: 1, arrival: { rate: 20 } } },
    );
    assert.deepEqual([...new Set(measure.requests(trace).map(({ status }) => status))], [200]);
  });

  test("only what was asked for is there", async () => {
    const { said } = await run(
      `
      console.log(process.env.PGHOST, process.env.REDIS_URL);
      console.log(await new Pool({ host: "localhost" }).query("SELECT 1").catch((error) => error.code));
      process.exit(0);`,
      { services: ["redis"] },
    );
    assert.equal(said, "undefined redis://localhost:6379\nECONNREFUSED\n");
  });
});
