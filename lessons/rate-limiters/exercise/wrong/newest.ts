type Bucket = { tokens: number; filledAt: number };
type Options = {
  rate: number;
  capacity: number;
  clock: { now(): number };
  buckets: Map<string, Bucket>;
};

// The thousand users seen last, as a cache would keep them.
export function createLimiter(options: Options) {
  const { rate, capacity, clock, buckets } = options;

  const levelOf = ({ tokens, filledAt }: Bucket) =>
    Math.min(
      capacity,
      tokens + ((clock.now() - filledAt) * rate) / 1_000,
    );

  return (user: string) => {
    const known = buckets.get(user);
    const tokens = known ? levelOf(known) : capacity;
    const allowed = tokens >= 1;
    buckets.delete(user);
    buckets.set(user, {
      tokens: allowed ? tokens - 1 : tokens,
      filledAt: clock.now(),
    });
    const [oldest] = buckets.keys();
    if (buckets.size > 1_000 && oldest) buckets.delete(oldest);
    const waitMs = Math.ceil(((1 - tokens) / rate) * 1_000);
    return { allowed, retryAfterMs: allowed ? 0 : waitMs };
  };
}
