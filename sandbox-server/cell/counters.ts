import { isMainThread } from "node:worker_threads";
import { report } from "./channel.ts";
import { now } from "./clock.ts";
import { expecting } from "./expecting.ts";
import { createTeller } from "./teller.ts";
import { totals } from "./totals.ts";

/** What checks judge: counters and gauges, the same in every thread, and notes. */

/** protocol/limits.ts */
const noteBytes = 1_024;
const { stringify } = JSON;
const { byteLength } = Buffer;

const teller = createTeller(now, (sample) => report({ type: "metric", data: sample }));

/**
 * Adds to a counter and returns what it stands at. Workers count on the same one.
 *
 * @example
 * lab.count("hits");
 */
export function count(name: string, by = 1): number {
  expectingName("lab.count", name);
  expecting(Number.isFinite(by), "lab.count", "a number", by);
  const value = totals.add(name, by);
  teller.tell(name, value);
  return value;
}

/**
 * Sets a gauge.
 *
 * @example
 * lab.set("in flight", queue.length);
 */
export function set(name: string, value: number): void {
  expectingName("lab.set", name);
  expecting(Number.isFinite(value), "lab.set", "a number", value);
  totals.set(name, value);
  teller.tell(name, value);
}

/**
 * Writes down a value for the checks: anything that JSON can say in 1 KB.
 *
 * @example
 * lab.note("order", ["a", "c", "b"]);
 */
export function note(name: string, value: unknown): void {
  expectingName("lab.note", name);
  const json = stringify(value);
  expecting(json !== undefined, "lab.note", "a value JSON can say", typeof value);
  const bytes = byteLength(json);
  expecting(bytes <= noteBytes, "lab.note", `at most ${noteBytes} bytes of JSON`, bytes);
  report({ type: "note", data: { t: now(), name, value: value as never } });
}

/** At the end of a thread: what was not told yet; of the main thread: where everything stands. */
export function flushCounters(): void {
  teller.flush();
  if (isMainThread) for (const [name, value] of totals.all()) teller.tellLast(name, value);
}
if (!isMainThread) process.on("exit", flushCounters);

const expectingName = (where: string, name: string) =>
  expecting(
    typeof name === "string" && name.length > 0 && name.length <= 120,
    where,
    "a name of 1 to 120 characters",
    name,
  );
