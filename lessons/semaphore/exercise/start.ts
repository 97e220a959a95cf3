// ko: 평소에는 잘 도는 세마포어입니다. 바쁠 때, 실패할 때, 취소할 때를 보세요.
// en: Works on a quiet day. Look at it when busy, failing and cancelled.
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
    while (this.#free === 0) {
      await new Promise<void>((wake) => this.#line.push(wake));
    }
    this.#free -= 1;
    const result = await work();
    this.#free += 1;
    this.#line.shift()?.();
    return result;
  }
}
