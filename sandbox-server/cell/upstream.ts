import { expecting, expectingMs } from "./expecting.ts";
import { ownThread } from "./own-thread.ts";

/** `lab.upstream`: another machine to call, made of a loopback HTTP server on a thread of its own. */

export type UpstreamOptions = {
  /** Milliseconds one request takes: always the same, or drawn between two with a fixed seed. Without it, 0. */
  latency?: number | readonly [min: number, max: number];
  /** Requests it works on at once; one more is answered 503 at once. Without it there is no limit. */
  capacity?: number;
  /** Milliseconds a new connection costs before its first request is looked at, as a handshake does. */
  connectMs?: number;
  /** Requests answered with 500: a share below 1, drawn with a fixed seed, or every n-th. */
  fail?: number;
  /**
   * The word before its counters, `upstream` if there is but one: `.calls` it has seen, `.conns` it has accepted,
   * `.peak` of calls it worked on at once, `.refused` for want of capacity.
   */
  name?: string;
};

export type Upstream = AsyncDisposable & {
  /** Without a slash at its end. */
  readonly url: string;
  /** Stops it and cuts its connections. It need not be called: an open upstream keeps no program alive. */
  close(): Promise<void>;
};

/**
 * Starts an upstream. It answers on time while your loop is blocked.
 *
 * @example
 * const bank = await lab.upstream({ latency: 80, capacity: 10 });
 * const answer = await fetch(`${bank.url}/pay`);
 */
export async function upstream(options: UpstreamOptions = {}): Promise<Upstream> {
  check(options);
  const { thread, ready } = ownThread(new URL("./upstream-worker.ts", import.meta.url), "upstream", { ...options });
  const gone = new Promise<void>((resolve) => thread.once("exit", () => resolve()));
  const url = `http://127.0.0.1:${await ready}`;

  async function close(): Promise<void> {
    // Whoever waits for this has to be there when it has happened.
    thread.ref();
    thread.postMessage("close");
    await gone;
  }
  return { url, close, [Symbol.asyncDispose]: close };
}

function check({ latency = 0, capacity = 1, connectMs = 0, fail = 0, name = "upstream" }: UpstreamOptions): void {
  const where = "lab.upstream";
  if (typeof latency === "number") expectingMs(`${where}, latency`, latency);
  else {
    expecting(Array.isArray(latency) && latency.length === 2, `${where}, latency`, "a number or [min, max]", latency);
    for (const ms of latency) expectingMs(`${where}, latency`, ms);
    expecting(latency[0] <= latency[1], `${where}, latency`, "[min, max] in this order", latency);
  }
  expecting(Number.isInteger(capacity) && capacity >= 1, `${where}, capacity`, "a whole number from 1", capacity);
  expectingMs(`${where}, connectMs`, connectMs);
  const isShare = fail >= 0 && fail < 1;
  expecting(isShare || (Number.isInteger(fail) && fail >= 1), `${where}, fail`, "a share below 1 or every n-th", fail);
  expecting(/^[\w.-]{1,40}$/.test(name), `${where}, name`, "1 to 40 letters, digits, . _ -", name);
}
