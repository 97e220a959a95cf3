type Options<A extends unknown[]> = {
  ttl: number;
  swr: number;
  key: (...args: A) => string;
  clock: { now(): number };
};

export function cached<A extends unknown[], T>(
  fn: (...args: A) => Promise<T>,
  { ttl, swr, key, clock }: Options<A>,
): (...args: A) => Promise<T> {
  const entries = new Map<string, { value: T; at: number }>();
  const flights = new Map<string, Promise<T>>();

  // ko: 키마다 하나만 떠 있고, 성공만 남깁니다.
  // en: One under way for each key. Only success is kept.
  function load(id: string, args: A): Promise<T> {
    const flying = flights.get(id);
    if (flying) return flying;
    const flight = fn(...args)
      .then((value) => {
        entries.set(id, { value, at: clock.now() });
        return value;
      })
      .finally(() => flights.delete(id));
    flights.set(id, flight);
    return flight;
  }

  return async (...args) => {
    const id = key(...args);
    const entry = entries.get(id);
    const age = entry ? clock.now() - entry.at : Infinity;
    if (entry && age < ttl) return structuredClone(entry.value);
    const flight = load(id, args);
    if (!entry || age >= ttl + swr)
      return structuredClone(await flight);
    // ko: 낡았지만 쓸 만합니다. 뒤에서 실패해도 부른 쪽은 몰라도 됩니다.
    // en: Stale but good. If the refresh fails, this caller need not know.
    flight.catch(() => {});
    return structuredClone(entry.value);
  };
}
