type Bucket = { tokens: number; filledAt: number };
type Options = {
  rate: number;
  capacity: number;
  clock: { now(): number };
  buckets: Map<string, Bucket>;
};

// Tokens are whole, so only whole ones are added?
export function createLimiter(options: Options) {
  const { rate, capacity, clock, buckets } = options;
  const fillMs = (capacity / rate) * 1_000;
  let sweptAt = clock.now();

  const levelOf = ({ tokens, filledAt }: Bucket) =>
    Math.min(
      capacity,
      tokens + Math.floor(((clock.now() - filledAt) * rate) / 1_000),
    );

  function sweep() {
    if (clock.now() - sweptAt < fillMs) return;
    sweptAt = clock.now();
    for (const [user, bucket] of buckets)
      if (levelOf(bucket) >= capacity) buckets.delete(user);
  }

  return (user: string) => {
    sweep();
    const known = buckets.get(user);
    const tokens = known ? levelOf(known) : capacity;
    const allowed = tokens >= 1;
    buckets.set(user, {
      tokens: allowed ? tokens - 1 : tokens,
      filledAt: clock.now(),
    });
    const waitMs = Math.ceil(((1 - tokens) / rate) * 1_000);
    return { allowed, retryAfterMs: allowed ? 0 : waitMs };
  };
}
