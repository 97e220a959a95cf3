import { Pool } from "pg";

type Plan = {
  limit: number;
  reserve: number;
  pods: number;
  processes: number;
  patienceMs: number;
};
type Order = { id: number; sku: string };
type Carrier = { quote(id: number): Promise<number> };

// ko: DB에서 남겨 둘 몫을 빼고, 모든 파드의 모든 프로세스로 나눕니다.
// en: The database's limit less the reserve, over every process of every pod.
export function maxPerProcess(plan: Plan): number {
  const { limit, reserve, pods, processes } = plan;
  return Math.floor((limit - reserve) / (pods * processes));
}

export function open(plan: Plan): Pool {
  const pool = new Pool({
    max: maxPerProcess(plan),
    connectionTimeoutMillis: plan.patienceMs,
  });
  pool.on("error", ({ message }) => console.error(message));
  return pool;
}

// ko: pool.query는 쿼리가 어떻게 끝나든 커넥션을 돌려줍니다.
// en: pool.query gives the connection back however the query ends.
export async function handle(
  order: Order,
  pool: Pool,
  carrier: Carrier,
) {
  const { rows } = await pool.query("SELECT price_of($1) AS price", [
    order.sku,
  ]);
  const cost = await carrier.quote(order.id);
  return { id: order.id, total: rows[0].price + cost };
}
