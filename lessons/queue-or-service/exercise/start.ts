import { randomUUID } from "node:crypto";
import type { Job, Queue } from "bullmq";
import type { Redis } from "ioredis";

export type Order = { id: string; customer: string; cents: number };
export type Tools = {
  // ko: 은행은 같은 키로 한 번만 결제합니다. 다시 오면 첫 영수증을 줍니다.
  // en: The bank charges a key once; seen again, it gets the same receipt.
  // ko: 바쁠 때는 예외를 던집니다.
  // en: When it is too busy it throws.
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
