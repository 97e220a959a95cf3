import type { Job, Queue } from "bullmq";
import type { Redis } from "ioredis";

export type Order = { id: string; customer: string; cents: number };
export type Tools = {
  // The bank charges a key once; seen again, it gets the same receipt.
  // When it is too busy it throws.
  charge(order: Order, key: string): Promise<string>;
  redis: Redis;
};

// Answers only when it is true: the work is done.
export async function accept(order: Order, queue: Queue<Order>) {
  const job = await queue.add("order", order, {
    jobId: order.id,
    attempts: 3,
    backoff: { type: "exponential", delay: 50 },
  });
  while (!(await job.isCompleted())) {
    await new Promise((later) => setTimeout(later, 10));
  }
  return job.id;
}

// Broken off anywhere and run again, it adds nothing a second time.
export async function handle(
  job: Job<Order>,
  { charge, redis }: Tools,
): Promise<string> {
  const order = job.data;
  const receipt = await charge(order, order.id);
  const points = Math.floor(order.cents / 100);
  await redis.hset(`points:${order.customer}`, order.id, points);
  return receipt;
}
