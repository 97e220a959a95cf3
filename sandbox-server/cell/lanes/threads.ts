import { subscribe } from "node:diagnostics_channel";
import type { Worker } from "node:worker_threads";
import { now } from "../clock.ts";
import { where } from "../where.ts";
import type { Lane } from "./book.ts";
import { closeLane, openLane, writeLane } from "./current.ts";

/**
 * Each worker thread the learner starts is a lane of its own: when its loop was busy, in his files or anywhere.
 * Its idle time can be read from here while it computes, so it need not answer.
 */

/** As often as the main loop beats. */
const sampleMs = 5;
/** A share of the time between two samples that is as good as all of it, or as nothing. */
const all = 0.9;
const nothing = 0.1;

type Thread = { lane: Lane; worker: Worker; idleMs: number };

export function drawThreads(): void {
  const { setInterval, clearInterval } = globalThis;
  const threads = new Set<Thread>();
  let sampledMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let started = 0;

  const sample = () => {
    const t = now();
    const passedMs = t - sampledMs;
    sampledMs = t;
    for (const thread of threads) {
      const idleMs = idleOf(thread.worker);
      const busyMs = passedMs - (idleMs - thread.idleMs);
      thread.idleMs = idleMs;
      draw(thread.lane, t, passedMs, busyMs);
    }
  };

  subscribe("worker_threads", (message) => {
    const { worker } = message as { worker: Worker };
    // Threads of ours are no one's work (observer.ts, own-thread.ts).
    if (worker.threadName?.startsWith("looplab.")) return;
    const lane = openLane(`worker thread ${++started}`, where());
    const thread = { lane, worker, idleMs: 0 };
    if (threads.size === 0) {
      sampledMs = now();
      timer = setInterval(sample, sampleMs).unref();
    }
    threads.add(thread);
    worker.once("exit", () => {
      sample();
      threads.delete(thread);
      closeLane(lane);
      if (threads.size === 0) clearInterval(timer);
    });
  });
}

/** A main loop that was held samples late: then the worker was busy first, for it was given its work before. */
function draw(lane: Lane, t: number, passedMs: number, busyMs: number): void {
  if (busyMs >= passedMs * all) writeLane(lane, "worker", t);
  else if (busyMs >= passedMs * nothing) writeLane(lane, "worker", t - (passedMs - busyMs));
  writeLane(lane, "wait", t);
}

/** 0 until its loop turns for the first time: a thread that starts up is busy. */
const idleOf = (worker: Worker): number => worker.performance.eventLoopUtilization().idle;
