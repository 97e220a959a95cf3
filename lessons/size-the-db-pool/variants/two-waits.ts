import { lab } from "lab";
import { Client, Pool, type PoolClient } from "pg";

const pool = new Pool({ max: 2 });
await pool.query("CREATE TABLE stock (id int PRIMARY KEY, n int)");
await pool.query("INSERT INTO stock VALUES (1, 10)");

// ko: 지켜보는 쪽은 풀 밖에 제 커넥션을 둡니다.
// en: Whoever watches has a connection outside the pool.
const watch = new Client();
await watch.connect();

const sleep = (db: PoolClient) => db.query("SELECT pg_sleep(0.2)");

async function sell(db: PoolClient) {
  await db.query("BEGIN");
  await db.query("UPDATE stock SET n = n - 1 WHERE id = 1");
  await sleep(db);
  await db.query("COMMIT");
}

// ko: 커넥션은 둘인데 쿼리가 넷입니다.
// en: Four queries, and two connections.
await crowd("query", 4, sleep);
// ko: 커넥션도 둘, 판매도 둘입니다. 다만 같은 행을 고칩니다.
// en: Two sales and two connections, but it is the same row.
await crowd("sale", 2, sell);
await Promise.all([watch.end(), pool.end()]);

type Work = (db: PoolClient) => Promise<unknown>;

async function crowd(name: string, size: number, work: Work) {
  const fromMs = performance.now();
  const all = lab.fire(size, async (id) => {
    const client = await pool.connect();
    try {
      await lab.span(`${name} ${id}`, () => work(client));
    } finally {
      client.release();
    }
  });
  const inLine = { pool: 0, row: 0 };
  for (let look = 0; look < 5; look++) {
    await lab.io(30);
    const { rows } = await watch.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE wait_event_type = 'Lock'`,
    );
    inLine.pool = Math.max(inLine.pool, pool.waitingCount);
    inLine.row = Math.max(inLine.row, rows[0].n);
  }
  console.log(name, "in line:", inLine);
  lab.set(`${name}: in line at the pool`, inLine.pool);
  lab.set(`${name}: in line at the row`, inLine.row);
  await all;
  lab.set(`${name}: totalMs`, performance.now() - fromMs);
}
