import { SourceMap } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { report } from "../channel.ts";
import { monotonicMs } from "../clock.ts";
import { LaneBook } from "../lanes/book.ts";
import { flags, slot } from "../shared.ts";
import { sampleMs } from "./answers.ts";
import { Beats, stage } from "./beats.ts";
import { createFrames } from "./frames.ts";
import { Gauges } from "./gauges.ts";
import { MainLoop } from "./main-loop.ts";
import type { Order, Task } from "./observer.ts";
import { Pool } from "./pool.ts";
import { gcMs } from "./profile.ts";
import { Recorder } from "./recorder.ts";
import { isWaiting } from "./tasks.ts";
import type { Watch } from "./watch.ts";
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

/** How often it looks at the beats, and how often it tells of lanes. */
const tickMs = 5;
const tellMs = 100;

const { memory, answers } = workerData as Order;
const beats = new Beats(memory);
const loop = new MainLoop(monotonicMs);

async function observe({ rootUrl, files, observe, prepared }: Task): Promise<void> {
  const frames = createFrames(rootUrl, files, (map) => new SourceMap(JSON.parse(map)));
  while (beats.stage < stage.begun) await sleep(tickMs);
  const now = monotonicMs;
  const [zero] = beats.take(1);
  if (!zero) throw new Error("expected a beat at time zero, got none");

  const gauges = new Gauges(zero, (data) => report({ type: "metric", data }));
  const openWitness = (watch: Watch) =>
    new Witness({
      loop,
      frames,
      now,
      prepared,
      onOwn: (own) => watch.discount(own),
      onWindow: (window) => gauges.addGc(gcMs(window, sampleMs)),
    });
  const recorder = new Recorder({
    beats,
    zero,
    now,
    report,
    isWaiting,
    witness: observe.profile ? openWitness : () => blind,
  });
  const lanes = observe.lanes && process.platform === "linux" ? drawPool() : null;

  const ticking = setInterval(() => {
    const nowMs = now();
    const t = toMicroseconds(nowMs - zero.atMs);
    recorder.tick(nowMs);
    lanes?.tick(t);
    gauges.sendIfDue(t, nowMs, recorder.lastBeat, beats.heapBytes);
  }, tickMs);
  await beats.reached(stage.endedNaturally);
  clearInterval(ticking);
  try {
    await recorder.end(beats.stage === stage.exited);
    const t = toMicroseconds(now() - zero.atMs);
    lanes?.end(t);
    gauges.send(t, now(), recorder.lastBeat, beats.heapBytes);
  } finally {
    beats.reach(stage.told);
  }
}

function drawPool() {
  const book = new LaneBook(() => Atomics.add(flags, slot.lanes, 1) + 1);
  const pool = new Pool(book);
  const tell = (t: number, end: boolean) => {
    for (const data of book.take(t, end)) report({ type: "lane", data });
  };
  let told = 0;
  return {
    tick(t: number) {
      pool.sample(t);
      if (t - told < tellMs) return;
      told = t;
      tell(t, false);
    },
    end: (t: number) => {
      pool.sample(t);
      tell(t, true);
    },
  };
}

const toMicroseconds = (ms: number) => Math.round(ms * 1e3) / 1e3;

// Should this thread end, its session would end with it, and in Node 26.10 the whole process with that.
process.on("uncaughtException", () => {});
parentPort?.once("message", observe);
// Keeps this thread's loop alive when the port no longer does.
setInterval(() => {}, 1 << 30);
await loop.connect(answers);
beats.arm();
