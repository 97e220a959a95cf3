type Options<A extends unknown[]> = {
  ttl: number;
  swr: number;
  key: (...args: A) => string;
  clock: { now(): number };
};

// A value that is there is truthy, is it not?
export function cached<A extends unknown[], T>(
  fn: (...args: A) => Promise<T>,
  { ttl, swr, key, clock }: Options<A>,
): (...args: A) => Promise<T> {
  const entries = new Map<string, { value: T; at: number }>();
  const flights = new Map<string, Promise<T>>();

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
    if (entry?.value && age < ttl) return structuredClone(entry.value);
    const flight = load(id, args);
    if (!entry || age >= ttl + swr)
      return structuredClone(await flight);
    flight.catch(() => {});
    return structuredClone(entry.value);
  };
}
