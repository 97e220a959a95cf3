/** How much this machine adds on its own just now: a cell that only waits, and the server beside it. */
import { measure, type RunRequestInput, type Trace } from "#protocol";
import { serverLagMs } from "../../lessons/judging.ts";
import type { Run } from "./run.ts";

const calm: RunRequestInput = {
  files: [
    {
      path: "main.ts",
      code: `import { lab } from "lab";
let late = 0;
for (let turn = 0; turn < 12; turn++) {
  const from = performance.now();
  await lab.io(25);
  late = Math.max(late, performance.now() - from - 25);
}
lab.set("lateMs", late);`,
    },
  ],
  entry: "main.ts",
};

/** The worst that was added to anything: a late timer, a late beat, a late server. */
export const noiseOf = (reference: Trace): number =>
  Math.max(measure.maxLagMs(reference) ?? 0, measure.metric(reference, "lateMs") ?? 0, serverLagMs(reference));

export const measureNoise = async (run: Run): Promise<number> => noiseOf(await run(calm));
