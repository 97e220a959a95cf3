import util from "node:util";
import type { SyncCPUProfileHandle } from "node:v8";
import v8 from "node:v8";
import { monotonicMs } from "../clock.ts";
import { idleMs } from "../idle.ts";

/**
 * What the main thread answers the observer. Called through the inspector between two steps of the learner's code,
 * so it uses only what was captured before that: whatever the learner patches, it goes on as it did.
 */
export type Answers = {
  /** When, how long the loop has idled so far, and the stack; see `readLook`. */
  look(): string;
  /** Makes V8 know every function there is: 10 to 20 ms, so best before the learner's time begins. */
  prepareProfiler(): void;
  /** Begins a window of the profiler and returns the one before, as V8 writes it. */
  turnWindow(): string;
};

// Captured: what is imported by name follows whatever the learner puts in its place.
const { getCallSites } = util;

/** Deep enough to find the learner's frame below a package's. */
const depth = 64;
/** As long as Node lets it be: alone, it only keeps V8 informed of every function. */
const almostNeverMs = 1_000_000;
/** Fine enough to name the line of a block of 10 ms, where 1 ms would cost a busy server 4 % more. */
export const sampleMs = 4;
/** In no file name, and a function named so harms only itself. */
const mark = "\0";

export function createAnswers(): Answers {
  const { startCpuProfile } = v8;
  /** Held, for a profile that is collected as garbage may end. */
  const running: { base?: SyncCPUProfileHandle; window?: SyncCPUProfileHandle } = {};

  return {
    look() {
      const sites = getCallSites(depth);
      let told = `${monotonicMs()}${mark}${idleMs()}`;
      for (let n = 0; n < sites.length; n++) {
        const site = sites[n] as (typeof sites)[number];
        told += `${mark}${site.functionName}${mark}${site.scriptName}${mark}${site.lineNumber}${mark}${site.columnNumber}`;
      }
      return told;
    },
    prepareProfiler() {
      running.base ??= startCpuProfile({ sampleInterval: almostNeverMs });
      // The first window of all takes twice as long to begin.
      startCpuProfile({ sampleInterval: sampleMs }).stop();
    },
    turnWindow() {
      const ended = running.window;
      running.window = startCpuProfile({ sampleInterval: sampleMs });
      return ended?.stop() ?? "";
    },
  };
}

export type RawFrame = { fn: string; url: string; line: number; column: number };

export function readLook(told: string): { atMs: number; idleMs: number; stack: RawFrame[] } {
  const [atMs, idleMs, ...fields] = told.split(mark);
  const stack: RawFrame[] = [];
  for (let n = 0; n + 3 < fields.length; n += 4) {
    const [fn = "", url = "", line, column] = fields.slice(n, n + 4);
    stack.push({ fn, url, line: Number(line), column: Number(column) });
  }
  return { atMs: Number(atMs), idleMs: Number(idleMs), stack };
}
