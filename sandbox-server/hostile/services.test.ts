import { category } from "./attack.ts";

const tell = `import { tell } from "./tell.ts"; import { Pool } from "pg"; import { Redis } from "ioredis";\n`;
const pool = `${tell} const pool = new Pool(); const ask = (text: string) => async () => JSON.stringify((await pool.query(text)).rows);\n`;
const redis = `${tell} const redis = new Redis({ retryStrategy: null, maxRetriesPerRequest: 0 }); redis.on("error", () => {}); const call = (...words: [string, ...(string | number)[]]) => async () => JSON.stringify(await redis.call(...words));\n`;
const both = { services: ["postgres", "redis"] as ("postgres" | "redis")[], limits: { wallMs: 20_000 } };
/** Codes by which PostgreSQL says that something may not be done, or is not there. */
const refused = "(42501|58P01|0A000|42883|42704)";

category(
  "the databases beside a run",
  {
    "a program asks PostgreSQL to start programs": {
      code: `${pool} await tell({ to: ask("COPY (SELECT 1) TO PROGRAM 'id'"), from: ask("CREATE TABLE t (a text); COPY t FROM PROGRAM 'id'"), language: ask("CREATE EXTENSION plperlu"), c: ask("CREATE FUNCTION f() RETURNS int AS '/usr/lib/x.so', 'f' LANGUAGE C") });`,
      with: both,
      reason: "finished",
      says: new RegExp(`^to: ${refused}\nfrom: ${refused}\nlanguage: ${refused}\nc: ${refused}\n$`),
    },
    "a program asks PostgreSQL for its files": {
      code: `${pool} await tell({ read: ask("SELECT pg_read_file('/etc/passwd')"), list: ask("SELECT pg_ls_dir('/')"), copy: ask("COPY (SELECT 1) TO '/tmp/x'"), large: ask("SELECT lo_import('/etc/passwd')"), secret: ask("CREATE TABLE s (a text); COPY s FROM '$FOLDER/secret.txt'"), log: ask("SELECT pg_read_server_files('/')") });`,
      with: both,
      reason: "finished",
      says: new RegExp(
        `^read: ${refused}\nlist: ${refused}\ncopy: ${refused}\nlarge: ${refused}\nsecret: ${refused}\nlog: ${refused}\n$`,
      ),
    },
    "a program makes itself PostgreSQL's master": {
      code: `${pool} const as = (user: string, more = {}) => async () => { const own = new Pool({ user, ...more }); try { return (await own.query("SELECT current_user")).rows[0].current_user } finally { await own.end() } };
      await tell({ super: as("postgres"), guess: as("postgres", { password: "postgres" }), role: ask("CREATE ROLE evil SUPERUSER"), grant: ask("GRANT pg_execute_server_program TO lab"), set: ask("SET ROLE postgres"), system: ask("ALTER SYSTEM SET fsync = on"), reload: ask("SELECT pg_reload_conf()") });`,
      with: both,
      reason: "finished",
      says: /^super: (?!postgres)\S.*\nguess: (?!postgres)\S.*\nrole: 42501\ngrant: 42501\nset: 42501\nsystem: 42501\nreload: 42501\n$/,
    },
    "a program fills PostgreSQL's disk": {
      code: `${pool} await tell({ fill: ask("CREATE TABLE big AS SELECT n, repeat(md5(n::text), 60) AS x FROM generate_series(1, 1000000) n") , after: ask("SELECT 1 AS one") });`,
      with: { ...both, limits: { wallMs: 60_000 } },
      reason: ["finished", "timeout"],
      withinMs: 60_000,
      says: /^fill: (53100|57P0\d|XX000|08006|ECONN\w+|.*terminated.*)/m,
    },
    "a program opens a thousand connections": {
      code: `${tell} const pools = Array.from({ length: 300 }, () => new Pool({ max: 1 })); for (const one of pools) one.on("error", () => {});
      const came = await Promise.allSettled(pools.map(async (one) => (await one.connect(), 1)));
      console.log(came.filter(({ status }) => status === "fulfilled").length <= 100); process.exit(0);`,
      with: both,
      reason: "finished",
      says: "true\n",
    },
    "a program makes Redis write where it likes": {
      code: `${redis} await tell({ dir: call("CONFIG", "SET", "dir", "/svc"), file: call("CONFIG", "SET", "dbfilename", "x.so"), module: call("MODULE", "LOAD", "/tmp/x.so"), debug: call("DEBUG", "SLEEP", "5"), still: call("PING") });`,
      with: both,
      reason: "finished",
      says: /^dir: (?!"OK").*\nfile: (?!"OK").*\nmodule: (?!"OK").*\ndebug: (?!"OK").*\nstill: "PONG"\n$/,
    },
    "a program makes its Redis the copy of another": {
      code: `${redis} await tell({ copy: call("REPLICAOF", "127.0.0.1", "6380"), host: call("REPLICAOF", "10.0.0.1", "6379"), still: call("PING") });`,
      with: both,
      reason: "finished",
      says: 'copy: "OK"\nhost: "OK"\nstill: "PONG"\n',
    },
    "a program ends Redis": {
      code: `${redis} await tell({ flush: call("FLUSHALL"), down: call("SHUTDOWN", "NOSAVE"), still: call("PING") });`,
      with: both,
      reason: "finished",
      says: /^flush: "OK"\ndown: .*\nstill: .*\n$/,
    },
    "a program fills Redis's memory": {
      code: `${redis} const value = "x".repeat(8 << 20); let full = ""; for (let n = 0; n < 200 && !full; n++) await redis.set("k" + n, value).catch((error) => { full = String(error) });
      console.log(full ? "refused" : "took all"); process.exit(0);`,
      with: both,
      reason: "finished",
      says: "refused\n",
    },
    "a script keeps Redis busy for ever": {
      code: `${redis} void redis.eval("while true do end", 0).catch(() => {}); setInterval(() => {}, 1000);`,
      with: { ...both, limits: { wallMs: 1_500 } },
      reason: "timeout",
    },
    "a query keeps PostgreSQL busy for ever": {
      code: `${pool} void pool.query("SELECT count(*) FROM generate_series(1, 1000000000000) n").catch(() => {}); setInterval(() => {}, 1000);`,
      with: { ...both, limits: { wallMs: 1_500 } },
      reason: "timeout",
    },
    "a program looks for what another run left in the databases": {
      code: `${pool} const redis = new Redis(); await tell({ keys: async () => JSON.stringify(await redis.keys("*")), tables: ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"), leave: async () => { await redis.set("secret", "1"); await pool.query("CREATE TABLE secret (a int)"); return "left"; } });`,
      with: both,
      reason: "finished",
      says: "keys: []\ntables: []\nleave: left\n",
    },
  },
  { atOnce: 2, env: { SANDBOX_WARM_SERVICES: "1" } },
);
