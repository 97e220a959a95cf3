type Options<A extends unknown[]> = {
  ttl: number;
  swr: number;
  key: (...args: A) => string;
  clock: { now(): number };
};

// ko: 보고, 없으면 가져와 넣어 둡니다. 유효 시간만 지킵니다.
// en: Look; if it is not there, fetch and keep it. Knows a TTL, no more.
export function cached<A extends unknown[], T>(
  fn: (...args: A) => Promise<T>,
  { ttl, key, clock }: Options<A>,
): (...args: A) => Promise<T> {
  const entries = new Map<string, { value: T; at: number }>();

  return async (...args) => {
    const entry = entries.get(key(...args));
    if (entry?.value && clock.now() - entry.at < ttl)
      return entry.value;
    const value = await fn(...args);
    entries.set(key(...args), { value, at: clock.now() });
    return value;
  };
}
