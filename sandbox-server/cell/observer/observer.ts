import v8 from "node:v8";
import type { HandOver } from "../../cells/wire.ts";
import { monotonicMs } from "../clock.ts";
import { hide } from "../hidden.ts";
import { idleMs, turns } from "../idle.ts";
import type { Run } from "../shared.ts";
import { OwnWorker } from "../threads.ts";
import { createAnswers } from "./answers.ts";
import { Beats, beatBytes, busyMs, quietMs, stage } from "./beats.ts";

/**
 * The main thread's side of the observer: it beats, and answers when asked what it is doing. Everything else is
 * done by a thread of ours, which sees the beats stop when the learner's code holds the loop.
 *
 * Everything used is captured while the cell warms up, before the learner's code can patch it.
 */
export type Observer = {
  /**
   * Starts the thread and prepares the profiler, which takes 50 ms of CPU: for a cell that has time. A cell
   * taken before starts its thread as the program begins and its profiler when the program first idles.
   */
  arm(): void;
  /** Whose files will run. */
  serve(run: Run, observe: HandOver["observe"]): void;
  /** Just before time zero. */
  prepare(): void;
  /** Time zero. */
  begin(zeroMs: number): void;
  /** Returns when the last block is told. Nothing is measured after it. */
  end(how: "natural" | "exit"): void;
};

export type Order = { memory: SharedArrayBuffer; answers: string };
export type Task = Pick<Run, "rootUrl" | "files"> & { observe: HandOver["observe"]; prepared: boolean };

/** The heap is asked for its size every so many beats: a few times a second. */
const heapEvery = 50;
/** A thread that does not come up in this time will not; the run goes on without it. */
const armMs = 2_000;
/** What the thread may take to tell the end; a learner who stops it gets his program ended all the same. */
const lastWordsMs = 1_000;
/** A run shorter than the shortest block has nothing to wait for. */
const worthMs = 10;

export function createObserver(): Observer {
  const { setTimeout, clearTimeout } = globalThis;
  const memory = new SharedArrayBuffer(beatBytes);
  const beats = new Beats(memory);
  const { getHeapStatistics } = v8;
  let beaten = 0;
  let last = { atMs: 0, idleMs: 0 };
  let timer: NodeJS.Timeout | undefined;

  const beat = (atMs: number) => {
    const now = { atMs, idleMs: idleMs() };
    const idled = now.idleMs - last.idleMs >= (atMs - last.atMs) / 2;
    const periodMs = idled ? quietMs : busyMs;
    beats.write(atMs, now.idleMs, turns(), periodMs);
    if (beaten++ % heapEvery === 0) beats.heapBytes = getHeapStatistics().used_heap_size;
    last = now;
    timer = setTimeout(beatNow, periodMs).unref();
  };
  const beatNow = () => beat(monotonicMs());

  const answers = createAnswers();

  let thread: InstanceType<typeof OwnWorker> | undefined;
  let task: Task | undefined;
  let begunMs = 0;
  let prepared = false;

  const startThread = () => {
    const workerData: Order = { memory, answers: hide(answers) };
    const file = new URL("./thread.ts", import.meta.url);
    const started = new OwnWorker(file, { name: "looplab.observer", env: {}, execArgv: [], workerData });
    started.unref();
    // It can only end with the process; whatever stops it takes nothing of the program along.
    started.on("error", () => {});
    return started;
  };

  return {
    arm() {
      thread ??= startThread();
      answers.prepareProfiler();
      prepared = true;
      beats.waitWhile(stage.cold, armMs);
    },
    serve({ rootUrl, files }, observe) {
      prepared &&= observe.profile;
      task = { rootUrl, files, observe, prepared };
      // A thread that is awake as the program begins looks for itself: to wake it then would cost half a millisecond.
      thread?.postMessage(task);
    },
    prepare() {
      if (prepared) answers.turnWindow();
    },
    begin(ms) {
      beat(ms);
      beats.reach(stage.begun);
      // Not a moment earlier: a thread takes 16 ms of CPU to start, and most short programs end before.
      if (!thread) {
        thread = startThread();
        thread.postMessage(task);
      }
      begunMs = monotonicMs();
    },
    end(how) {
      if (beats.stage !== stage.begun) return;
      beatNow();
      clearTimeout(timer);
      const ended = how === "natural" ? stage.endedNaturally : stage.exited;
      beats.reach(ended);
      if (monotonicMs() - begunMs >= worthMs) beats.waitWhile(ended, lastWordsMs);
    },
  };
}
