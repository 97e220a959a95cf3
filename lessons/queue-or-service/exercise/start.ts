import { randomUUID } from "node:crypto";
import type { Job, Queue } from "bullmq";
import type { Redis } from "ioredis";

export type Order = { id: string; customer: string; cents: number };
export type Tools = {
  // ko: 같은 키가 다시 오면 은행은 돈을 또 받지 않고 첫 영수증을 돌려줍니다. 바쁘면 예외를 던집니다.
  // en: A key it has seen the bank does not charge again: it repeats the receipt. When busy it throws.
  charge(order: Order, key: string): Promise<string>;
  redis: Redis;
};

// ko: POST마다 불립니다. 손님은 202와 이 id를 받습니다.
// en: Called for every POST. The customer is answered 202 and this id.
export async function accept(order: Order, queue: Queue<Order>) {
  const job = await queue.add("order", order);
  return job.id;
}

// ko: 워커가 부릅니다. 손님이 물으면 이 값을 알려 줍니다.
// en: Called by a worker. What it returns is what customers are told.
export async function handle(
  job: Job<Order>,
  { charge, redis }: Tools,
): Promise<string> {
  const order = job.data;
  const receipt = await charge(order, randomUUID());
  const points = Math.floor(order.cents / 100);
  // ko: 손님의 포인트는 이 해시에 든 값의 합입니다.
  // en: A customer's points are the sum of what is in this hash.
  await redis.hincrby(`points:${order.customer}`, "total", points);
  return receipt;
}
