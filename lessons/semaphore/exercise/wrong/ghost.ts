// Tells the caller at once, and leaves its place in the line behind.
export class Semaphore {
  #free: number;
  #line: (() => void)[] = [];

  constructor(permits: number) {
    this.#free = permits;
  }

  async run<T>(
    work: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    signal?.throwIfAborted();
    if (this.#free > 0) this.#free -= 1;
    else {
      const { promise, resolve, reject } =
        Promise.withResolvers<void>();
      this.#line.push(resolve);
      signal?.addEventListener("abort", () => reject(signal.reason));
      await promise;
    }
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
