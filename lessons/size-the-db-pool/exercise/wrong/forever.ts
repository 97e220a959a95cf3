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

// No timeout: pg waits for a connection for as long as it takes.
export function maxPerProcess(plan: Plan): number {
  const { limit, reserve, pods, processes } = plan;
  return Math.floor((limit - reserve) / (pods * processes));
}

export function open(plan: Plan): Pool {
  const pool = new Pool({ max: maxPerProcess(plan) });
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
