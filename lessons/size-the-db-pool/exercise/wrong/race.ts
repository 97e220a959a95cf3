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

// Stops waiting, but the pool does not know: it hands the connection to nobody.
export function maxPerProcess(plan: Plan): number {
  const { limit, reserve, pods, processes } = plan;
  return Math.floor((limit - reserve) / (pods * processes));
}

const patience = new WeakMap<Pool, number>();

export function open(plan: Plan): Pool {
  const pool = new Pool({ max: maxPerProcess(plan) });
  patience.set(pool, plan.patienceMs);
  return pool;
}

export async function handle(
  order: Order,
  pool: Pool,
  carrier: Carrier,
) {
  const client = await Promise.race([
    pool.connect(),
    late(patience.get(pool) ?? 0),
  ]);
  try {
    const { rows } = await client.query(
      "SELECT price_of($1) AS price",
      [order.sku],
    );
    client.release();
    const cost = await carrier.quote(order.id);
    return { id: order.id, total: rows[0].price + cost };
  } catch (error) {
    client.release();
    throw error;
  }
}

function late(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("no connection in time")), ms);
  });
}
