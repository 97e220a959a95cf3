/**
 * Runs in the cell beside each program of the truth suite and times its blocks with a clock of its own. Its name
 * keeps its frames from ever being blamed. What it saw is printed when the program ends.
 */
const now = () => Number(process.hrtime.bigint()) / 1e6;
const truths: { startMs: number; endMs: number; key: string }[] = [];

/** Runs a block and writes down when it began and ended. */
export function truly<T>(block: () => T, key = "here"): T {
  const startMs = now();
  try {
    return block();
  } finally {
    truths.push({ startMs, endMs: now(), key });
  }
}

/** For blocks that are not one function: call it where the block ends. */
export function begins(key = "here"): () => void {
  const startMs = now();
  return () => void truths.push({ startMs, endMs: now(), key });
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

process.on("exit", () => {
  console.log(JSON.stringify(truths));
});
