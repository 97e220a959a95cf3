/**
 * This server's own loop lag. It goes into every trace: a jump in a run's picture that is here too was the
 * machine's, not the learner's.
 */
export interface ServerLag extends Disposable {
  /** A reading of one's own: the highest lag since it was last asked, in ms. */
  reader(): LagReader;
}
export interface LagReader extends Disposable {
  read(): number;
}

const beatMs = 10;

export function measureServerLag(): ServerLag {
  const readers = new Set<{ max: number }>();
  let last = performance.now();
  const beat = setInterval(() => {
    const now = performance.now();
    const lag = Math.max(0, now - last - beatMs);
    last = now;
    for (const reader of readers) reader.max = Math.max(reader.max, lag);
  }, beatMs);
  beat.unref();
  return {
    reader() {
      const own = { max: 0 };
      readers.add(own);
      return {
        read() {
          const { max } = own;
          own.max = 0;
          return Math.round(max * 10) / 10;
        },
        [Symbol.dispose]: () => readers.delete(own),
      };
    },
    [Symbol.dispose]: () => clearInterval(beat),
  };
}
