// ko: 자리는 손에서 손으로 건네집니다. 줄을 떠나는 길은 둘뿐입니다.
// en: A permit goes from hand to hand, and there are two ways out of the line.
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
      this.#leave();
    }
  }

  async #enter(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = () => {
      this.#line.splice(this.#line.indexOf(wake), 1);
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

  #leave(): void {
    const next = this.#line.shift();
    if (next) next();
    else this.#free += 1;
  }
}
