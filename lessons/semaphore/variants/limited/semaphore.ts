export class Semaphore {
  #free: number;
  #line: (() => void)[] = [];

  constructor(permits: number) {
    this.#free = permits;
  }

  async acquire(): Promise<Disposable> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((wake) => this.#line.push(wake));
    return { [Symbol.dispose]: () => this.#release() };
  }

  // ko: 기다리는 쪽이 있으면 자리를 비우지 않고 그대로 건넵니다.
  // en: If somebody waits, the permit is handed over, not put back.
  #release() {
    const next = this.#line.shift();
    if (next) next();
    else this.#free += 1;
  }
}
