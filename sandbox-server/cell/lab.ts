import { fire, rate } from "./arrivals.ts";
import { count, note, set } from "./counters.ts";
import { expectingMs } from "./expecting.ts";
import { span } from "./lanes.ts";
import { upstream } from "./upstream.ts";
import { clock } from "./virtual-clock.ts";

/**
 * `lab`, the small module a lesson's code may import. It waits, blocks and counts; it decides nothing.
 * What it uses is captured at the start, so a program that replaces its timers does not change it.
 */

const { setTimeout } = globalThis;
const { threadCpuUsage } = process;
const { wait } = Atomics;
const never = new Int32Array(new SharedArrayBuffer(4));

/**
 * Waits as one waits for another machine: the thread is free meanwhile.
 *
 * @example
 * await lab.io(50);
 */
function io(ms: number): Promise<void> {
  expectingMs("lab.io", ms);
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Holds the calling thread without using the CPU, as a synchronous call to another machine does.
 * Nothing else on this thread runs until it is over.
 *
 * @example
 * lab.block(50);
 */
function block(ms: number): void {
  expectingMs("lab.block", ms);
  wait(never, 0, 0, ms);
}

/**
 * Computes until the calling thread itself has used this much CPU, however many others compete for it.
 *
 * @example
 * lab.burn(50);
 */
function burn(ms: number): void {
  expectingMs("lab.burn", ms);
  const used = () => {
    const { user, system } = threadCpuUsage.call(process);
    return (user + system) / 1_000;
  };
  const until = used() + ms;
  while (used() < until);
}

export const lab = { io, block, burn, fire, rate, span, upstream, clock, count, set, note };
