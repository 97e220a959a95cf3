/** Lets so many jobs in at once; the others wait in the order they came. */
export function createGate(size: number) {
  let inside = 0;
  const waiting: (() => void)[] = [];

  return async function enter<T>(job: () => Promise<T>): Promise<T> {
    if (inside < size) inside++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await job();
    } finally {
      // ko: 자리를 비우지 않고 다음 차례에게 바로 넘깁니다.
      // en: The place is handed to the next in line, never left empty.
      const next = waiting.shift();
      if (next) next();
      else inside--;
    }
  };
}
