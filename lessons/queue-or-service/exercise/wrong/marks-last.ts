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

// A mark in Redis, once the points are given.
export async function handle(
  job: Job<Order>,
  { charge, redis }: Tools,
): Promise<string> {
  const order = job.data;
  const receipt = await charge(order, order.id);
  const points = Math.floor(order.cents / 100);
  if (!(await redis.exists(`given:${order.id}`))) {
    await redis.hincrby(`points:${order.customer}`, "total", points);
    await redis.set(`given:${order.id}`, "1");
  }
  return receipt;
}
