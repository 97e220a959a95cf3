// Goes on listening after its turn has come, and then strikes somebody else off the line.
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
      signal?.addEventListener("abort", () => {
        this.#line.splice(this.#line.indexOf(resolve), 1);
        reject(signal.reason);
      });
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
