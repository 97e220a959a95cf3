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

// ko: 어느 글에서 본 공식입니다. 워커 수 × 2 + max_overflow.
// en: A formula from an article: workers × 2 + max_overflow.
export function maxPerProcess(plan: Plan): number {
  return plan.processes * 2 + 20;
}

export function open(plan: Plan): Pool {
  return new Pool({ max: maxPerProcess(plan) });
}

export async function handle(
  order: Order,
  pool: Pool,
  carrier: Carrier,
) {
  const client = await pool.connect();
  const { rows } = await client.query("SELECT price_of($1) AS price", [
    order.sku,
  ]);
  const cost = await carrier.quote(order.id);
  client.release();
  return { id: order.id, total: rows[0].price + cost };
}
