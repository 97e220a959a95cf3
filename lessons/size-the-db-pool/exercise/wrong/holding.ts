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

// Gives it back for certain, but only after the carrier has answered.
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

export async function handle(
  order: Order,
  pool: Pool,
  carrier: Carrier,
) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query(
      "SELECT price_of($1) AS price",
      [order.sku],
    );
    const cost = await carrier.quote(order.id);
    return { id: order.id, total: rows[0].price + cost };
  } finally {
    client.release();
  }
}
