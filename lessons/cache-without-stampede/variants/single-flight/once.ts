const flights = new Map<string, Promise<unknown>>();

// ko: 같은 키의 일이 떠 있으면 함께 기다립니다. 끝나면 성패와 상관없이 지웁니다.
// en: Joins what is under way for this key. Ended, well or badly, it is gone.
export function once<T>(key: string, work: () => Promise<T>) {
  const flying = flights.get(key) as Promise<T> | undefined;
  if (flying) return flying;
  const flight = work().finally(() => flights.delete(key));
  flights.set(key, flight);
  return flight;
}
