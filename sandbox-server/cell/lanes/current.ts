import { AsyncLocalStorage, createHook } from "node:async_hooks";
import { report } from "../channel.ts";
import { now } from "../clock.ts";
import { flags, slot } from "../shared.ts";
import { type Lane, LaneBook, type Place } from "./book.ts";

/**
 * This thread's book of lanes, kept by the callbacks Node runs. Nothing is watched before the first lane is opened,
 * so a program without lanes pays nothing; then 0.3 µs an await.
 */

const { add } = Atomics;
const { setInterval } = globalThis;
const storage = new AsyncLocalStorage<Lane>();
const getStore = storage.getStore.bind(storage);
const enterWith = storage.enterWith.bind(storage);
const run = storage.run.bind(storage);
const exit = storage.exit.bind(storage);

/** How often finished slices are told. */
const tellMs = 100;

/** Numbered across all threads. */
const book = new LaneBook(() => add(flags, slot.lanes, 1) + 1);
let armed = false;

export function openLane(label: string, place: Place | null): Lane {
  if (!armed) arm();
  return book.open(String(label).slice(0, maxLabel), now(), place);
}

export const closeLane = (lane: Lane): void => book.close(lane, now());

/** A span that is over already. */
export function drawLane(label: string, place: Place | null, startMs: number, endMs: number): void {
  if (!armed) arm();
  const lane = book.open(label.slice(0, maxLabel), startMs, place);
  book.write(lane, "run", endMs);
  book.close(lane, lane.row.writtenMs);
}

/** Runs `work` in the lane, and with it whatever that starts. */
export function runIn<T>(lane: Lane, work: () => T): T {
  const outer = getStore() ?? null;
  book.enter(lane, now());
  try {
    return run(lane, work);
  } finally {
    book.enter(outer, now());
  }
}

/** From here on this callback, and what it starts, belongs to the lane. */
export function stayIn(lane: Lane): void {
  enterWith(lane);
  book.enter(lane, now());
}

/** The row of a thread this one has started. */
export function trackThread(label: string, place: Place | null): (from: number, to: number) => void {
  if (!armed) arm();
  const row = book.track(label, place);
  return (from, to) => book.draw(row, "worker", from, to);
}

/** At the end of the thread: all of it. */
export function flushLanes(): void {
  if (armed) tell(true);
}

/** The wire's own bound (protocol/events.ts). */
const maxLabel = 120;

function arm(): void {
  armed = true;
  createHook({
    before() {
      const lane = getStore() ?? null;
      if (lane !== null || book.current !== null) book.enter(lane, now());
    },
    after() {
      if (book.current !== null) book.leave(now());
    },
  }).enable();
  // In no lane, or each telling would run in the first.
  exit(() => setInterval(tell, tellMs).unref());
}

function tell(end = false): void {
  for (const data of book.take(now(), end)) report({ type: "lane", data });
}
