import type { Phase } from "#protocol";
import { report } from "../channel.ts";
import { now } from "../clock.ts";
import { ownThread } from "../own-thread.ts";
import { onFirstListen } from "./listening.ts";

/** The load as the main thread sees it: a thread made ready before time zero, started by the first `listen()`. */
export type Load = {
  /** Time zero: from here on a server has to listen soon. */
  start(): void;
  /** The program ends with this code: the last samples are told, and the code to end with instead comes back. */
  end(code: number): number;
};

/** What the thread is given. */
export type Order = { phases: readonly Phase[]; wallMs: number; ended: Int32Array };

/** protocol/limits.ts: how long a program may take to `listen()`. */
const listenMs = 3_000;
/** The last samples are one write away; a learner's machine under full load gets this much more. */
const lastTellMs = 200;

type State = "waiting" | "running" | "over";

/** `exit` ends the program with a code. To be called before the learner's code can patch anything. */
export async function prepareLoad(
  phases: readonly Phase[],
  wallMs: number,
  exit: (code: number) => void,
): Promise<Load> {
  const { setTimeout, clearTimeout } = globalThis;
  const { wait } = Atomics;
  const ended = new Int32Array(new SharedArrayBuffer(4));
  const order: Order = { phases, wallMs, ended };
  const { thread, ready } = ownThread(new URL("./worker.ts", import.meta.url), "load", order);
  let state: State = "waiting";
  let deadline: NodeJS.Timeout | undefined;
  let onlyTls = "";

  const tell = (expected: string) =>
    report({ type: "error", data: { kind: "load", message: `expected ${expected}, got none${onlyTls}` } });

  function late(): void {
    state = "over";
    tell(`a server that listens within ${listenMs / 1_000} s of the start`);
    exit(1);
  }

  onFirstListen(
    (target) => {
      clearTimeout(deadline);
      if (state !== "waiting") return;
      // A loop blocked past its time finds the server before it finds the timer.
      if (now() > listenMs) return late();
      state = "running";
      thread.postMessage(target);
    },
    () => {
      onlyTls = " but one with TLS, and the load speaks plain HTTP";
    },
  );

  await ready;
  thread.once("message", () => {
    state = "over";
    exit(0);
  });
  thread.once("error", (error: Error) => {
    state = "over";
    report({ type: "error", data: { kind: "load", message: `the load stopped: ${error.message}`.slice(0, 4_000) } });
    exit(1);
  });
  thread.unref();

  return {
    start() {
      deadline = setTimeout(late, listenMs);
      deadline.unref();
    },
    end(code) {
      if (state === "running") {
        thread.postMessage("end");
        wait(ended, 0, 0, lastTellMs);
      }
      if (state !== "waiting" || code !== 0) return code;
      tell("a server that listens before the program ends");
      return 1;
    },
  };
}
