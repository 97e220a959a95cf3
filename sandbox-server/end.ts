import type { EventData } from "#protocol";
import type { CellEnd } from "./cells/cell.ts";

/**
 * Why and how a run ends. Either the server ended it, and then its first reason is the reason; or the program
 * ended, and then its wait status and what boot reported tell.
 */
export type Ended = Pick<EventData<"exit">, "reason" | "code" | "signal">;

/** `error`: the program could not be brought to its first statement. */
export type ServerReason = "timeout" | "memory" | "output" | "cancelled" | "error";

/** Holds the first reason the server had to end a run, and tells whoever waits for it. */
export class Ending {
  readonly #stop = new AbortController();
  #reason: ServerReason | null = null;

  get reason(): ServerReason | null {
    return this.#reason;
  }
  get signal(): AbortSignal {
    return this.#stop.signal;
  }
  because(reason: ServerReason): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#stop.abort(new Error(`the run ended: ${reason}`));
  }
}

export function howItEnded(
  byServer: ServerReason | null,
  /** As its parent saw it; null where no cell was ever started. */
  cell: CellEnd | null,
  /** What boot reported under the run's nonce, if nothing followed it. */
  reported: number | null,
  /** The end of stderr. */
  lastWords: string,
): Ended {
  if (byServer === "error") return { reason: "error", code: 1, signal: null };
  if (byServer || !cell) return { reason: byServer ?? "cancelled", code: null, signal: null };
  if (cell.signal === "SIGKILL" && reported !== null) return exited(reported);
  if (cell.signal === null) return exited(cell.code ?? 0);
  if (v8GaveUp.has(cell.signal) && endsInFatalHeap(lastWords)) return { reason: "memory", code: null, signal: null };
  return { reason: "killed", code: null, signal: cell.signal };
}

const exited = (code: number): Ended => ({ reason: code === 0 ? "finished" : "error", code, signal: null });

/** V8 aborts when the heap is full and traps when memory outside of it cannot be had. */
const v8GaveUp: ReadonlySet<string> = new Set(["SIGABRT", "SIGTRAP", "SIGILL"]);

/** The message that memory is out, and after it nothing but the stack that V8 and Node print. */
export function endsInFatalHeap(lastWords: string): boolean {
  const lines = lastWords.trimEnd().split("\n");
  const fatal = lines.findLastIndex((line) =>
    /^(?:#\s*)?(?:FATAL ERROR: .*(?:heap|memory|Allocation failed)|Fatal (?:process|JavaScript) .*out of memory)/i.test(
      line,
    ),
  );
  return fatal >= 0 && lines.slice(fatal + 1).every((line) => /^(?:\s*$|-----|\s*\d+: |#)/.test(line));
}
