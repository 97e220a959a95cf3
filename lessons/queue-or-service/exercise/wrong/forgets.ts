import { randomUUID } from "node:crypto";
import type { Job, Queue } from "bullmq";
import type { Redis } from "ioredis";

export type Order = { id: string; customer: string; cents: number };
export type Tools = {
  // The bank charges a key once; seen again, it gets the same receipt.
  // When it is too busy it throws.
  charge(order: Order, key: string): Promise<string>;
  redis: Redis;
};

// The order's id is the job's: pressed twice, it is one job still.
export async function accept(order: Order, queue: Queue<Order>) {
  const job = await queue.add("order", order, {
    jobId: order.id,
    attempts: 3,
    backoff: { type: "exponential", delay: 50 },
  });
  return job.id;
}

// Every order once: its receipt is remembered.
const receipts = new Map<string, string>();

export async function handle(
  job: Job<Order>,
  { charge, redis }: Tools,
): Promise<string> {
  const order = job.data;
  const receipt =
    receipts.get(order.id) ?? (await charge(order, randomUUID()));
  receipts.set(order.id, receipt);
  const points = Math.floor(order.cents / 100);
  await redis.hset(`points:${order.customer}`, order.id, points);
  return receipt;
}
