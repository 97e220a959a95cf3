import { subscribe } from "node:diagnostics_channel";
import type { Worker } from "node:worker_threads";
import { now } from "../clock.ts";
import { where } from "../where.ts";
import { trackThread } from "./current.ts";

/**
 * Each worker thread the learner starts is a lane of its own: when its loop was busy, in his files or anywhere.
 * Its idle time can be read from here while it computes, so it need not answer.
 */

/** As often as the main loop beats. */
const sampleMs = 5;
/** A share of the time between two samples that is as good as all of it, or as nothing. */
const all = 0.9;
const nothing = 0.1;

type Thread = { worker: Worker; idleMs: number; draw: (from: number, to: number) => void };

export function drawThreads(): void {
  const { setInterval, clearInterval } = globalThis;
  const threads = new Set<Thread>();
  let sampledMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let started = 0;

  const sample = () => {
    const from = sampledMs;
    sampledMs = now();
    for (const thread of threads) drawBusy(thread, from, sampledMs);
  };

  subscribe("worker_threads", (message) => {
    const { worker } = message as { worker: Worker };
    // Threads of ours are no one's work (observer.ts, own-thread.ts).
    if (worker.threadName?.startsWith("looplab.")) return;
    if (threads.size === 0) {
      sampledMs = now();
      timer = setInterval(sample, sampleMs).unref();
    }
    const thread = { worker, idleMs: 0, draw: trackThread(`worker thread ${++started}`, where()) };
    threads.add(thread);
    worker.once("exit", () => {
      sample();
      threads.delete(thread);
      if (threads.size === 0) clearInterval(timer);
    });
  });
}

function drawBusy(thread: Thread, from: number, to: number): void {
  // 0 until its loop turns for the first time: a thread that starts up is busy.
  const { idle } = thread.worker.performance.eventLoopUtilization();
  const passedMs = to - from;
  const busyMs = passedMs - (idle - thread.idleMs);
  thread.idleMs = idle;
  if (busyMs >= passedMs * all) thread.draw(from, to);
  // A main loop that was held samples late: the worker was busy first, for it was given its work before that.
  else if (busyMs >= passedMs * nothing) thread.draw(from, from + busyMs);
}
