// One after the other is surely never too many.
export class Semaphore {
  #last: Promise<unknown> = Promise.resolve();
  readonly permits: number;

  constructor(permits: number) {
    this.permits = permits;
  }

  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const mine = this.#last.then(() => {
      signal?.throwIfAborted();
      return work();
    });
    this.#last = mine.catch(() => {});
    return mine;
  }
}
