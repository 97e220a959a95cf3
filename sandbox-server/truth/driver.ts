/**
 * Runs in the cell beside each program of the truth suite and times its blocks with a clock of its own. Its name
 * keeps its frames from ever being blamed. What it saw is printed when the program ends.
 */
const now = () => Number(process.hrtime.bigint()) / 1e6;
const truths: { startMs: number; endMs: number; turnMs: number }[] = [];

/** What the block leaves behind (garbage, a promise's then) may hold the loop on: the turn says how long. */
function write(startMs: number): void {
  const endMs = now();
  const truth = { startMs, endMs, turnMs: endMs };
  truths.push(truth);
  setImmediate(() => {
    truth.turnMs = now();
  });
}

/** Runs a block and writes down when it began and ended. */
export function truly<T>(block: () => T): T {
  const startMs = now();
  try {
    return block();
  } finally {
    write(startMs);
  }
}

/** For blocks that are not one function: call it where the block ends. */
export function begins(): () => void {
  const startMs = now();
  return () => write(startMs);
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

process.on("exit", () => {
  console.log(JSON.stringify(truths));
});
