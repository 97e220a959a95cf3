import { AsyncLocalStorage, createHook } from "node:async_hooks";
import { report } from "../channel.ts";
import { now } from "../clock.ts";
import { idleMs } from "../idle.ts";
import { flags, slot } from "../shared.ts";
import { type Lane, LaneBook, type Place } from "./book.ts";

/**
 * This thread's book of lanes, kept by the callbacks Node runs. Nothing is watched before the first lane is opened,
 * so a program without lanes pays nothing; then 0.2 µs a callback, and at most some per cent of the time.
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
/**
 * More callbacks than this between two tellings are too many to watch: at 30 000 a second none of them is long
 * enough to be drawn. Watching goes on after so many tellings.
 */
const maxCallbacks = 3_000;
const restTellings = 10;

/** So many spans at once, and then so many a second: to tell one costs more than to serve a request. */
const maxSpans = 5_000;
const spansPerMs = 5;

/** Numbered across all threads. */
const book = new LaneBook(() => add(flags, slot.lanes, 1) + 1);
let armed = false;
let callbacks = 0;
let resting = 0;
let spans = maxSpans;
let pacedMs = 0;

const hook = createHook({
  before() {
    callbacks += 1;
    const lane = getStore() ?? null;
    if (lane === null && book.current === null) return;
    const idle = idleMs();
    if (!book.goesOn(lane, idle)) book.enter(lane, now(), idle);
  },
});

/** Null where lanes come faster than can be told, and once more have been told than a run bears. */
export function openLane(label: string, place: Place | null): Lane | null {
  if (spans < 1 || book.isSpent) return null;
  if (!armed) arm();
  spans -= 1;
  return book.open(label.slice(0, maxLabel), now(), place);
}

export const closeLane = (lane: Lane): void => book.close(lane, now());

/** A span that is over already. */
export function drawLane(label: string, startMs: number, endMs: number): void {
  if (!armed) arm();
  const lane = book.open(label.slice(0, maxLabel), startMs, null);
  book.write(lane, "run", endMs);
  book.close(lane, lane.row.writtenMs);
}

/** Runs `work` in the lane, and with it whatever that starts. */
export function runIn<T>(lane: Lane, work: () => T): T {
  const outer = getStore() ?? null;
  book.enter(lane, now(), idleMs());
  try {
    return run(lane, work);
  } finally {
    book.enter(outer, now(), idleMs());
  }
}

/** From here on this callback, and what it starts, belongs to the lane. */
export function stayIn(lane: Lane): void {
  // Unwatched, nothing would tell when it is over.
  if (resting > 0) return;
  enterWith(lane);
  book.enter(lane, now(), idleMs());
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
  hook.enable();
  // In no lane, or each telling would run in the first.
  exit(() => {
    setInterval(() => {
      tell(false);
      pace();
    }, tellMs).unref();
  });
}

function tell(end: boolean): void {
  for (const data of book.take(now(), end)) report({ type: "lane", data });
}

/** A loop that was held meanwhile says nothing of the rate: a storm of microtasks is watched to its end. */
function pace(): void {
  const t = now();
  const isHeld = t - pacedMs > 2 * tellMs;
  spans = Math.min(maxSpans, spans + (t - pacedMs) * spansPerMs);
  pacedMs = t;
  if (resting > 0) {
    resting -= 1;
    if (resting === 0 && !book.isSpent) hook.enable();
  } else if ((callbacks > maxCallbacks && !isHeld) || book.isSpent) {
    resting = restTellings;
    hook.disable();
    book.enter(null, t, idleMs());
  }
  callbacks = 0;
}
