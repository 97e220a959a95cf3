import { availableParallelism } from "node:os";
import { lab } from "lab";
import { Pool } from "pg";

// ko: 아무것도 기다리지 않고 계산만 하는 쿼리입니다.
// en: A query that waits for nothing: it only computes.
const query = `SELECT count(*) FROM generate_series(1, 12000) AS n
  WHERE md5(n::text) < '1'`;
const queries = 96;

const cores = availableParallelism();
const took: Record<number, number> = {};
for (const times of [1, 2, 4, 16]) {
  const size = Math.min(queries, times * cores);
  const pool = new Pool({ max: size });
  const { totalMs, eachMs } = await drive(pool, size);
  const perSecond = Math.round((queries / totalMs) * 1_000);
  took[times] = totalMs;
  lab.set("queries per second", perSecond);
  lab.set(`${times} × cores: eachMs`, eachMs);
  console.log(
    `${size} connections: ${perSecond}/s, ${Math.round(eachMs)} ms each`,
  );
  await pool.end();
}
// ko: 4 × 코어로 96개를 끝낼 시간이면, 16 × 코어로는 몇 개일까요?
// en: In the time 4 × cores took for all 96, how many do 16 × cores?
const [four = 0, sixteen = 1] = [took[4], took[16]];
lab.set("in the same time", Math.round((queries * four) / sixteen));

// ko: 커넥션마다 답을 받자마자 다음 쿼리를 보냅니다.
// en: Each connection asks again as soon as it has its answer.
async function drive(pool: Pool, size: number) {
  const all = Array.from({ length: size });
  await Promise.all(all.map(() => pool.query("SELECT 1")));
  let left = queries;
  let spentMs = 0;
  const askAll = async () => {
    while (left > 0) {
      left -= 1;
      const askedMs = performance.now();
      await pool.query(query);
      spentMs += performance.now() - askedMs;
    }
  };
  const fromMs = performance.now();
  await lab.span(`${size} connections`, () =>
    Promise.all(all.map(askAll)),
  );
  const totalMs = performance.now() - fromMs;
  return { totalMs, eachMs: spentMs / queries };
}
