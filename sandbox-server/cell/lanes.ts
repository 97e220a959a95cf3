import { isMainThread } from "node:worker_threads";
import { closeLane, flushLanes, openLane, runIn } from "./lanes/current.ts";
import { drawMeasures } from "./lanes/measures.ts";
import { drawRequests } from "./lanes/requests.ts";
import { drawThreads } from "./lanes/threads.ts";
import { where } from "./where.ts";

/** Lanes: one line in the picture for each request, task or thread, and on it when it ran and when it waited. */

let wanted = false;

/** Once in every thread, before the learner's code. Costs nothing until there is a lane. */
export function installLanes(): void {
  wanted = true;
  if (!isMainThread) process.on("exit", flushLanes);
  drawRequests();
  drawMeasures();
  drawThreads();
}

/**
 * Draws a lane for what `work` does, awaits included, until it is done. A label that is used again after its
 * span has ended goes on in the same lane; one that is still going on gets a second.
 *
 * @example
 * await lab.span("order 7", () => handle(order));
 */
export function span<T>(label: string, work: () => T): T {
  const lane = wanted ? openLane(String(label), where()) : null;
  if (!lane) return work();
  let result: T;
  try {
    result = runIn(lane, work);
  } catch (error) {
    closeLane(lane);
    throw error;
  }
  if (!isThenable(result)) {
    closeLane(lane);
    return result;
  }
  // Both ways handed on: a rejection nobody handles has to stay one.
  return result.then(
    (value: unknown) => {
      closeLane(lane);
      return value;
    },
    (error: unknown) => {
      closeLane(lane);
      throw error;
    },
  ) as T;
}

const isThenable = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown> | null)?.then === "function";

export { flushLanes };
