/**
 * Runs in the cell beside each program of the truth suite and times its blocks with a clock of its own. Its name
 * keeps its frames from ever being blamed. What it saw is printed when the program ends.
 */
const now = () => Number(process.hrtime.bigint()) / 1e6;
const truths: { startMs: number; endMs: number; turnMs: number; key: string }[] = [];

/** What the block leaves behind (garbage, a promise's then) may hold the loop on: the turn says how long. */
function write(startMs: number, key: string): void {
  const endMs = now();
  const truth = { startMs, endMs, turnMs: endMs, key };
  truths.push(truth);
  setImmediate(() => {
    truth.turnMs = now();
  });
}

/** Runs a block and writes down when it began and ended. */
export function truly<T>(block: () => T, key = "here"): T {
  const startMs = now();
  try {
    return block();
  } finally {
    write(startMs, key);
  }
}

/** For blocks that are not one function: call it where the block ends. */
export function begins(key = "here"): () => void {
  const startMs = now();
  return () => write(startMs, key);
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

process.on("exit", () => {
  console.log(JSON.stringify(truths));
});
