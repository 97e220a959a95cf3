// Puts the permit back and wakes the next: whoever asks just then is quicker.
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
    try {
      return await work();
    } finally {
      this.#free += 1;
      this.#line.shift()?.();
    }
  }

  async #enter(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    while (this.#free === 0) await this.#wait(signal);
    this.#free -= 1;
  }

  #wait(signal?: AbortSignal): Promise<void> {
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
