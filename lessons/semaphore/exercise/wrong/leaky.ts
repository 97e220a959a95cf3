// Hands the permit over after the work, if the work ever gets that far.
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
    await this.#enter(signal);
    const result = await work();
    const next = this.#line.shift();
    if (next) next();
    else this.#free += 1;
    return result;
  }

  async #enter(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = () => {
      this.#line = this.#line.filter((other) => other !== wake);
      reject(signal?.reason);
    };
    const wake = () => {
      signal?.removeEventListener("abort", giveUp);
      resolve();
    };
    this.#line.push(wake);
    signal?.addEventListener("abort", giveUp, { once: true });
    return promise;
  }
}
