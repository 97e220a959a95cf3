import type { ServerResponse } from "node:http";
import { type EventData, type EventType, encodeFrame, limits, ping } from "#protocol";

/**
 * One run's answer, as server-sent events. Whoever sends never waits: what a slow reader has not taken yet
 * stays here, bounded by the run's own budgets, so that no back-pressure ever reaches the cell.
 */
export interface EventStream {
  send<T extends EventType>(type: T, data: EventData<T>): void;
  /** Nothing comes after this; resolves once the reader has it all or is gone. */
  end(): Promise<void>;
  /** Aborted when the reader is gone, or takes nothing for too long. */
  readonly gone: AbortSignal;
}

/** A reader proves that it is alive by taking this much. */
const pieceBytes = 64 << 10;
/** A little early, because a ping must come at least this often. */
const pingEveryMs = limits.pingMs * 0.8;

type Headers = Record<string, string | number | string[] | undefined>;

export function openStream(
  response: ServerResponse,
  headers: Headers,
  stalledMs: number = limits.stalledReaderMs,
): EventStream {
  const gone = new AbortController();
  const flushed = Promise.withResolvers<void>();
  const waiting: Buffer[] = [];
  let writing = false;
  let ending = false;
  let stalled: NodeJS.Timeout | undefined;

  const leave = () => {
    clearInterval(pinging);
    clearTimeout(stalled);
    waiting.length = 0;
    if (!response.writableFinished) gone.abort(new Error("the reader is gone"));
    flushed.resolve();
  };
  const taken = () => {
    clearTimeout(stalled);
    writing = false;
    write();
  };
  const write = () => {
    if (writing || response.destroyed) return;
    const piece = nextPiece(waiting);
    if (!piece) {
      if (ending) response.end();
      return;
    }
    writing = true;
    stalled = setTimeout(() => response.destroy(), stalledMs);
    response.write(piece, taken);
  };
  const put = (text: string) => {
    if (ending || gone.signal.aborted) return;
    // Together with what else this turn of the loop brings: the start of a run comes with its first output.
    if (waiting.length === 0) setImmediate(write);
    waiting.push(Buffer.from(text));
  };

  response.on("close", leave);
  // What can go wrong with a connection ends in `close`.
  response.on("error", () => {});
  response.writeHead(200, {
    ...headers,
    "content-type": "text/event-stream",
    "cache-control": "no-store, no-transform",
    // "Then the stream closes": no connection waits on, half used.
    connection: "close",
    "x-accel-buffering": "no",
  });
  // With the first event, if that comes at once.
  setImmediate(() => response.flushHeaders());
  const pinging = setInterval(() => waiting.length === 0 && put(ping), pingEveryMs);
  if (response.destroyed) leave();

  return {
    gone: gone.signal,
    send: (type, data) => put(encodeFrame(type, data)),
    end() {
      ending = true;
      clearInterval(pinging);
      write();
      return flushed.promise;
    },
  };
}

/** As much as fits into one piece; a single event may be larger than that. */
function nextPiece(waiting: Buffer[]): Buffer | null {
  const [first] = waiting;
  if (!first) return null;
  if (first.length > pieceBytes) {
    waiting[0] = first.subarray(pieceBytes);
    return first.subarray(0, pieceBytes);
  }
  let count = 0;
  for (let size = 0; count < waiting.length; count++) {
    size += waiting[count]?.length ?? 0;
    if (size > pieceBytes) break;
  }
  return Buffer.concat(waiting.splice(0, count));
}
