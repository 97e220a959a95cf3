import { availableParallelism } from "node:os";
import type { Cell } from "./cell.ts";
import { armLine } from "./wire.ts";

/**
 * Keeps cells warm, so that a run takes one that already waits. A cell is used once; the pool refills
 * behind. Starting a cell burns CPU that a running one would feel, so a refill stays off the cores that
 * run programs until somebody waits or the pool runs low. Services are kept warm the same way.
 */
export interface WarmPool<T = Cell> extends AsyncDisposable {
  /** The next warm cell, in the order asked. Whoever takes it disposes of it. */
  take(signal: AbortSignal): Promise<T>;
  /** Whether there has been a warm cell at all. */
  readonly started: boolean;
  /** Why no cell can be had; null while they can. */
  readonly trouble: string | null;
  readonly warm: number;
}

/** What can be kept warm: it may end by itself, and is ended by whoever has it. */
export type Warm = AsyncDisposable & { readonly ended: Promise<unknown> };

type Options<T> = {
  maker: { start(signal: AbortSignal): Promise<T> };
  size: number;
  cores?: number;
  /** With fewer than this, refilling is worth a disturbance; half of them, if it is not said. */
  low?: number;
  /** What one that has waited a while has time for. */
  arm?: (item: T) => void;
  /** A cell that could not be had, or that died while it waited. */
  onFailure?: (error: unknown, inARow: number) => void;
};

/** Once is an accident; this often in a row, nothing works. */
const troubleAfter = 3;
const backOffMs = (failures: number) => Math.min(10_000, 100 * 2 ** failures);
/** Cells that nobody wanted for so long have time to arm, one after the other; under steady load none has. */
const armAfterMs = 30;
/** A short run is over by then, and no refill has disturbed it. */
const settleMs = 25;

export const createCellPool = (options: Omit<Options<Cell>, "arm" | "low">): WarmPool =>
  createWarmPool({ ...options, arm: (cell) => cell.channel.write(armLine) });

export function createWarmPool<T extends Warm>({
  maker,
  size,
  cores = availableParallelism(),
  low = Math.ceil(size / 2),
  arm,
  onFailure,
}: Options<T>): WarmPool<T> {
  const closing = new AbortController();
  const idle: T[] = [];
  const waiting: { resolve: (cell: T) => void; reject: (error: unknown) => void }[] = [];
  const starting = new Set<Promise<void>>();
  const running = new Set<T>();
  /** One core is for the server, which a refill must not slow either. */
  const spare = Math.max(1, cores - 1);
  let failures = 0;
  let started = false;
  let trouble: string | null = null;
  let backOff: NodeJS.Timeout | undefined;
  let settling: NodeJS.Timeout | undefined;
  let arming: NodeJS.Timeout | undefined;
  const armed = new WeakSet<T>();

  const wanted = () => waiting.length + size - idle.length - starting.size;
  const mayStart = () => {
    if (closing.signal.aborted || backOff || wanted() <= 0) return false;
    // Where somebody waits there is nothing to be gentle for.
    if (waiting.length > 0) return starting.size < cores;
    if (settling || starting.size >= spare) return false;
    return running.size === 0 || running.size + starting.size < spare || idle.length < low;
  };
  const fill = () => {
    while (mayStart()) {
      const start = startOne();
      starting.add(start);
      void start.finally(() => {
        starting.delete(start);
        fill();
      });
    }
  };

  const startOne = async () => {
    try {
      const cell = await maker.start(closing.signal);
      failures = 0;
      trouble = null;
      started = true;
      await keep(cell);
    } catch (error) {
      failed(error);
    }
  };

  const failed = (error: unknown) => {
    if (closing.signal.aborted) return;
    failures += 1;
    onFailure?.(error, failures);
    clearTimeout(backOff);
    backOff = setTimeout(() => {
      backOff = undefined;
      fill();
    }, backOffMs(failures));
    if (failures < troubleAfter) return;
    trouble = error instanceof Error ? error.message : String(error);
    for (const { reject } of waiting.splice(0)) reject(error);
  };

  const keep = async (cell: T) => {
    const next = waiting.shift();
    if (next) {
      use(cell);
      next.resolve(cell);
      return;
    }
    // Whoever it was started for may have left.
    if (closing.signal.aborted || idle.length >= size) {
      await dispose(cell);
      return;
    }
    idle.push(cell);
    armSoon();
    const died = () => {
      const at = idle.indexOf(cell);
      if (at < 0) return;
      idle.splice(at, 1);
      void dispose(cell);
      failed(new Error("a cell died while it waited for a program"));
    };
    cell.ended.then(died, died);
  };

  /** Whoever is next in line, as many as can run at once: an armed cell holds 13 MiB more. */
  const armSoon = () => {
    if (!arm) return;
    arming ??= setTimeout(() => {
      arming = undefined;
      const next = idle.slice(0, cores).find((cell) => !armed.has(cell));
      if (!next) return;
      if (running.size + starting.size < cores) {
        armed.add(next);
        arm(next);
      }
      armSoon();
    }, armAfterMs).unref();
  };

  const use = (cell: T) => {
    running.add(cell);
    const over = () => {
      running.delete(cell);
      if (running.size === 0) {
        clearTimeout(settling);
        settling = undefined;
      }
      fill();
    };
    cell.ended.then(over, over);
  };

  fill();
  return {
    get started() {
      return started;
    },
    get trouble() {
      return trouble;
    },
    get warm() {
      return idle.length;
    },

    async take(signal) {
      signal.throwIfAborted();
      const cell = idle.shift();
      if (cell) {
        use(cell);
        armSoon();
        settling ??= setTimeout(() => {
          settling = undefined;
          fill();
        }, settleMs);
        return cell;
      }
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const place = { resolve, reject };
      waiting.push(place);
      fill();
      const leave = () => {
        const at = waiting.indexOf(place);
        if (at >= 0) waiting.splice(at, 1);
        reject(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      return promise.finally(() => signal.removeEventListener("abort", leave));
    },

    async [Symbol.asyncDispose]() {
      closing.abort(new Error("the pool is closing"));
      clearTimeout(backOff);
      clearTimeout(settling);
      clearTimeout(arming);
      for (const { reject } of waiting.splice(0)) reject(closing.signal.reason);
      await Promise.allSettled([...idle.splice(0).map(dispose), ...starting]);
    },
  };
}

/** For a server that must not run anything, and can say why. */
export const closedPool = (trouble: string): WarmPool => ({
  started: false,
  trouble,
  warm: 0,
  take: () => Promise.reject(new Error(trouble)),
  [Symbol.asyncDispose]: async () => {},
});

async function dispose(cell: AsyncDisposable): Promise<void> {
  try {
    await cell[Symbol.asyncDispose]();
  } catch {
    // It could not be had in the first place.
  }
}
