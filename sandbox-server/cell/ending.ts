import { reportLast } from "./channel.ts";
import { tellFatal } from "./errors.ts";
import type { Run } from "./shared.ts";

/** The last thing done for a program, with the code it ends with; returns the one to report. */
export type AtEnd = (how: "natural" | "exit", code: number) => number;

/**
 * Every way a program can end by its own doing leads through `finish`: the natural end, `process.exit`, a
 * throw, a rejection. A normal exit cannot carry the code once the observer has given up its inspector, so
 * the code is reported, and the server (or, failing that, we) kills the process.
 *
 * `process.emit` is the one place all of them pass, after the learner's own handlers had their say.
 */
export function installEnding(nonce: string, run: Run, atEnd: AtEnd): void {
  const { emit, exit, kill, pid } = process;
  const { apply } = Reflect;
  const { wait } = Atomics;
  const never = new Int32Array(new SharedArrayBuffer(4));
  let how: "natural" | "exit" = "natural";
  let rejected = false;

  const finish = (code: unknown): never => {
    // As the system would cut it: text becomes a number, nothing becomes 0.
    let last = (code as number) & 0xff;
    try {
      last = atEnd(how, last);
    } finally {
      reportLast({ type: "code", nonce, code: last });
      wait(never, 0, 0, 1_000);
      kill.call(process, pid, "SIGKILL");
    }
    throw new Error("expected to be dead");
  };

  process.emit = function (this: NodeJS.Process, event: string, ...args: unknown[]): boolean {
    const handled: boolean = apply(emit, this, [event, ...args]);
    if (this !== process) return handled;
    if (event === "unhandledRejection") rejected = !handled;
    if (event === "uncaughtException" && !handled) {
      how = "exit";
      // An entry that throws at its top level reaches us as a rejection nobody was asked to handle.
      const origin = args[1] === "unhandledRejection" && rejected ? "rejection" : "uncaught";
      try {
        tellFatal(args[0], origin, run);
      } catch {
        // It was told with what the program left of the language.
      }
      // Thrown by a handler of `exit`: that event does not come again.
      if (isExiting()) finish(process.exitCode ?? 1);
    }
    if (event === "exit" && isExiting()) finish(process.exitCode);
    return handled;
  } as typeof process.emit;

  // Handed on as they came: `exit()` leaves `process.exitCode` as it is, `exit(undefined)` does not.
  process.exit = (...code: [code?: number | string | null]): never => {
    how = "exit";
    return exit.apply(process, code);
  };
  Object.assign(process, {
    reallyExit(code?: number): never {
      how = "exit";
      return finish(code);
    },
  });
}

const isExiting = () => (process as NodeJS.Process & { _exiting?: boolean })._exiting === true;
