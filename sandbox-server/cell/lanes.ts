import { report } from "./channel.ts";
import { now } from "./clock.ts";
import { flags, slot } from "./shared.ts";

const { add } = Atomics;

/**
 * Draws a lane for what `work` does: running until it first waits, then waiting until it is done.
 *
 * @example
 * await lab.span("order 7", () => handle(order));
 */
export function span<T>(label: string, work: () => T): T {
  const lane = add(flags, slot.lanes, 1);
  const startMs = now();
  let waitMs = startMs;
  const end = () => {
    const slices: [number, number, "run" | "wait"][] = [[startMs, waitMs, "run"]];
    const endMs = now();
    if (endMs > waitMs) slices.push([waitMs, endMs, "wait"]);
    report({ type: "lane", data: { lane, label: String(label).slice(0, 120), slices } });
  };
  let result: T;
  try {
    result = work();
  } catch (error) {
    waitMs = now();
    end();
    throw error;
  }
  waitMs = now();
  if (!isThenable(result)) {
    end();
    return result;
  }
  return result.then(
    (value: unknown) => {
      end();
      return value;
    },
    (error: unknown) => {
      end();
      throw error;
    },
  ) as T;
}

const isThenable = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown> | null)?.then === "function";
