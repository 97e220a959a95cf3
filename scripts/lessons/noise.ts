/** How much this machine adds on its own just now: a cell that only waits, and the server beside it. */
import { measure, type RunRequestInput, type Trace } from "#protocol";
import { serverLagMs } from "../../lessons/judging.ts";
import type { Run } from "./run.ts";

const calm: RunRequestInput = {
  files: [
    {
      path: "main.ts",
      code: `import { lab } from "lab";
let latest = performance.now();
for (let turn = 0; turn < 12; turn++) {
  await lab.io(25);
  lab.set("lateMs", Math.max(0, performance.now() - latest - 25));
  latest = performance.now();
}`,
    },
  ],
  entry: "main.ts",
};

/** The worst that was added to anything: a late timer, a late beat, a late server. */
export const noiseOf = (reference: Trace): number => Math.max(late(reference), serverLagMs(reference));

export const measureNoise = async (run: Run): Promise<number> => noiseOf(await run(calm));

function late(trace: Trace): number {
  const timers = trace.events.flatMap((event) =>
    event.type === "metric" && event.data.name === "lateMs" ? [event.data.value] : [],
  );
  return Math.max(0, measure.maxLagMs(trace) ?? 0, ...timers);
}
