// Wakes the next and puts the permit back as well: one permit becomes two.
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
    else await new Promise<void>((wake) => this.#line.push(wake));
    try {
      return await work();
    } finally {
      this.#free += 1;
      this.#line.shift()?.();
    }
  }
}
