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

// ko: 주문 번호가 작업 번호입니다. 두 번 눌러도 작업은 하나입니다.
// en: The order's id is the job's: pressed twice, it is one job still.
export async function accept(order: Order, queue: Queue<Order>) {
  const job = await queue.add("order", order, {
    jobId: order.id,
    attempts: 3,
    backoff: { type: "exponential", delay: 50 },
  });
  return job.id;
}

// ko: 어디서 끊겨 다시 실행되든, 두 번째에는 아무것도 더해지지 않습니다.
// en: Broken off anywhere and run again, it adds nothing a second time.
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
