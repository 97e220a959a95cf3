import { SourceMap } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { report } from "../channel.ts";
import { monotonicMs } from "../clock.ts";
import { Beats, stage } from "./beats.ts";
import { createFrames } from "./frames.ts";
import { MainLoop } from "./main-loop.ts";
import type { Order, Task } from "./observer.ts";
import { Recorder } from "./recorder.ts";
import { blind, Witness } from "./witness.ts";

/**
 * The observer's thread. It looks at the main loop every few milliseconds, whatever holds that, and reports:
 *
 *     beats ──▶ watch ──▶ lag, blocks ──┐
 *     looks ─────────────────────┐      ├──▶ report
 *     profiler's windows ──▶ blame ─────┘
 *
 * It writes with `writeSync` only: console and asynchronous files would use the pool it measures.
 */

/** How often it looks at the beats. */
const tickMs = 5;

const { memory, answers } = workerData as Order;
const beats = new Beats(memory);
const loop = new MainLoop(monotonicMs);

async function observe({ rootUrl, files, observe, prepared }: Task): Promise<void> {
  const frames = createFrames(rootUrl, files, (map) => new SourceMap(JSON.parse(map)));
  await beats.reached(stage.begun);
  const now = monotonicMs;
  const recorder = new Recorder({
    beats,
    now,
    report,
    witness: (watch) =>
      observe.profile ? new Witness({ loop, frames, now, prepared, onOwn: (own) => watch.discount(own) }) : blind,
  });
  const ticking = setInterval(() => recorder.tick(), tickMs);
  await beats.reached(stage.endedNaturally);
  clearInterval(ticking);
  try {
    await recorder.end(beats.stage === stage.exited);
  } finally {
    beats.reach(stage.told);
  }
}

// Should this thread end, its session would end with it, and in Node 26.10 the whole process with that.
process.on("uncaughtException", () => {});
parentPort?.once("message", observe);
// Keeps this thread's loop alive when the port no longer does.
setInterval(() => {}, 1 << 30);
await loop.connect(answers);
beats.arm();
