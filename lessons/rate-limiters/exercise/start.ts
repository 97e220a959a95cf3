type Bucket = { tokens: number; filledAt: number };
type Options = {
  rate: number;
  capacity: number;
  clock: { now(): number };
  buckets: Map<string, Bucket>;
};

// ko: 버킷 하나를 모두가 나누어 쓰고, 거절하면 언제나 1초 뒤에 오라고 합니다.
// en: Everybody shares one bucket, and the refused are always told a second.
export function createLimiter(options: Options) {
  const { rate, capacity, clock, buckets } = options;

  const levelOf = ({ tokens, filledAt }: Bucket) =>
    Math.min(
      capacity,
      tokens + ((clock.now() - filledAt) * rate) / 1_000,
    );

  return (_user: string) => {
    const known = buckets.get("everybody");
    const tokens = known ? levelOf(known) : capacity;
    const allowed = tokens >= 1;
    buckets.set("everybody", {
      tokens: allowed ? tokens - 1 : tokens,
      filledAt: clock.now(),
    });
    return { allowed, retryAfterMs: allowed ? 0 : 1_000 };
  };
}
