import { lab } from "lab";
import { Pool } from "pg";

// ko: 괄호 안은 SQLAlchemy와 asyncpg에서 부르는 이름입니다.
// en: In brackets, what SQLAlchemy and asyncpg call it.
const pool = new Pool({
  max: 5, // (pool_size + max_overflow, max_size)
  connectionTimeoutMillis: /* knob:patience */ 500, // (pool_timeout)
  idleTimeoutMillis: 300_000, // (max_inactive_connection_lifetime)
  maxLifetimeSeconds: 1_800, // (pool_recycle)
  maxUses: 50_000, // (max_queries)
  statement_timeout: 1_000, // (command_timeout)
  application_name: "shop",
  options: "-c jit=off", // (server_settings)
});

// ko: 듣는 쪽이 없으면, 쉬던 커넥션이 끊기는 순간 프로세스가 죽습니다.
// en: With nobody listening, an idle connection that is cut ends the process.
pool.on("error", ({ message }) => {
  lab.count("cut");
  console.log(`out of the pool: ${message}`);
});

// ko: 1. 쉬던 커넥션을 DB가 끊습니다.
// en: 1. The database cuts an idle connection.
const [one, two] = await Promise.all([pool.connect(), pool.connect()]);
const { rows } = await one.query("SELECT pg_backend_pid() AS pid");
one.release();
await two.query("SELECT pg_terminate_backend($1)", [rows[0].pid]);
two.release();
await lab.io(50);

// ko: 2. 보고서 다섯 개가 풀을 차지한 사이에 주문이 셋 옵니다.
// en: 2. Five reports take the whole pool, and three orders come.
lab.set("answered", 0);
const reports = lab.fire(5, (id) => run(`report ${id}`, 60));
await lab.io(50);
await lab.fire(3, (id) => run(`order ${id}`, 0.01));
await reports;

// ko: 3. 실패한 쿼리의 커넥션은 닫혔고, 다음 주문이 새로 엽니다.
// en: 3. A failed query's connection was closed; the next order opens one.
for (let id = 4; id <= 8; id++) await run(`order ${id}`, 0.01);
lab.set("in hand", pool.totalCount - pool.idleCount);
await pool.end();

async function run(name: string, seconds: number) {
  const fromMs = performance.now();
  const query = () => pool.query("SELECT pg_sleep($1)", [seconds]);
  try {
    await lab.span(name, query);
    lab.count("answered");
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    const waitedMs = performance.now() - fromMs;
    lab.count(code === "57014" ? "statements ended" : "turned away");
    lab.set(code === "57014" ? "statementMs" : "acquireMs", waitedMs);
    console.log(`${name}: ${Math.round(waitedMs)} ms, ${message}`);
  }
}
