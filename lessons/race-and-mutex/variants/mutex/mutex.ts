export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  // ko: 앞사람이 어떻게 끝나든, 끝난 다음이 내 차례입니다.
  // en: However the one before ends, its end is my turn.
  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine;
    return mine;
  }
}
