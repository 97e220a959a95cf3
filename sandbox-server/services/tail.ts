import type { Readable } from "node:stream";

/** Reads what a program says to its end, so that it never waits for us, and keeps the last of it. */
export interface Tail {
  readonly text: string;
  /** Resolves once this was said. */
  until(said: string): Promise<void>;
}

const keptChars = 8_192;

export function tailOf(streams: readonly Readable[]): Tail {
  let text = "";
  const waiting = new Map<string, () => void>();
  for (const stream of streams) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text = (text + chunk).slice(-keptChars);
      for (const [said, resolve] of waiting) {
        if (!text.includes(said)) continue;
        waiting.delete(said);
        resolve();
      }
    });
  }
  return {
    get text() {
      return text;
    },
    until: (said) =>
      new Promise((resolve) => {
        if (text.includes(said)) resolve();
        else waiting.set(said, resolve);
      }),
  };
}
