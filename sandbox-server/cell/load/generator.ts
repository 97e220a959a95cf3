import { type Answer, type Connection, connect, type LoadError, type Target } from "./connection.ts";
import { dueMs, endMs, type Stream } from "./plan.ts";

/**
 * Sends what was planned when it was planned and tells what came of each request. What is due while
 * no connection is free waits here, and its latency grows: the plan never waits for the server.
 */

/** Times are milliseconds on the run's clock. */
export type Sample = { t: number; intendedMs: number; latencyMs: number } & Answer;

export type Generator = {
  /** Stops it before its end: what is due and unanswered gets this error, and `done` is not called. */
  abandon(error: LoadError): void;
};

/** Over all phases: with the server's half in the same process they take 800 of its 1 024 descriptors. */
const maxOpen = 400;

/** Timers count in whole milliseconds and come late by up to one: asked for that much early, the rest is slept. */
const timerSlackMs = 1;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** A client of a closed loop that got no answer asks again after this, or a dead server would make it spin. */
const afterErrorMs = 100;

export function generate(options: {
  streams: readonly Stream[];
  target: Target;
  /** Zero of the profile on the run's clock. */
  zeroMs: number;
  now: () => number;
  record: (sample: Sample) => void;
  done: () => void;
}): Generator {
  const { zeroMs, now, record } = options;
  const feeds = options.streams.map((stream) => createFeed(stream, options.target));
  const untilMs = zeroMs + endMs(options.streams);
  const idle: Connection[] = [];
  const inFlight = new Map<Connection, number>();
  let open = 0;
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  let timerMs = 0;

  /** The one used last, which the server is least likely to be closing; else a new one, if there may be one. */
  function take(): Connection | null {
    for (let found = idle.pop(); found; found = idle.pop()) {
      if (found.usableUntilMs > performance.now()) return found;
      found.destroy();
    }
    if (open >= maxOpen) return null;
    open++;
    return connect(options.target, () => {
      open--;
      turn();
    });
  }

  function send(feed: Feed, intendedMs: number, connection: Connection): void {
    feed.busy++;
    feed.sent++;
    inFlight.set(connection, intendedMs);
    connection.send(feed.nextRequest(), feed.method, (answer) => {
      if (over) return;
      inFlight.delete(connection);
      tell(intendedMs, answer);
      if (connection.usableUntilMs > 0) idle.push(connection);
      if (answer.error !== null && feed.stream.arrivals === null) setTimeout(release, afterErrorMs, feed);
      else release(feed);
    });
  }

  function release(feed: Feed): void {
    feed.busy--;
    turn();
  }

  function tell(intendedMs: number, answer: Answer): void {
    const t = now();
    record({ t, intendedMs, latencyMs: t - intendedMs, ...answer });
  }

  /** When the feed's next request should be sent: at once, for a client of a closed loop; null after its last. */
  function nextDue({ stream, sent }: Feed, at: number): number | null {
    if (stream.arrivals) return sent < stream.arrivals.count ? zeroMs + dueMs(stream, sent) : null;
    const due = Math.max(at, zeroMs + stream.startMs);
    return due < zeroMs + stream.endMs ? due : null;
  }

  function turn(): void {
    if (over) return;
    // One moment for the whole turn: what falls due while it is looked at is for the next.
    const at = now();
    let wakeMs = untilMs;
    let waiting = false;
    for (const feed of feeds) {
      let due = nextDue(feed, at);
      while (due !== null && due <= at && feed.busy < feed.stream.connections) {
        const connection = take();
        if (!connection) break;
        send(feed, due, connection);
        due = nextDue(feed, at);
      }
      if (due !== null && due > at) wakeMs = Math.min(wakeMs, due);
      waiting ||= feed.busy > 0 || (due !== null && due <= at);
    }
    if (wakeMs > at) wake(wakeMs);
    else if (!waiting) {
      stop();
      options.done();
    }
  }

  function wake(ms: number): void {
    if (ms === timerMs) return;
    clearTimeout(timer);
    timerMs = ms;
    timer = setTimeout(woken, Math.max(0, Math.floor(ms - now() - timerSlackMs)), ms);
  }

  function woken(ms: number): void {
    const earlyMs = ms - now();
    // Sleeping off the rest is exact and costs no CPU, but deaf: not while an answer may come.
    if (earlyMs > 0 && inFlight.size === 0) Atomics.wait(sleeper, 0, 0, earlyMs);
    timerMs = 0;
    turn();
  }

  function stop(): void {
    over = true;
    clearTimeout(timer);
    for (const connection of idle) connection.destroy();
    for (const connection of inFlight.keys()) connection.destroy();
  }

  turn();

  return {
    abandon(error) {
      if (over) return;
      const at = now();
      for (const intendedMs of inFlight.values()) tell(intendedMs, { status: null, error });
      for (const feed of feeds) {
        if (feed.stream.arrivals === null) continue;
        for (let due = nextDue(feed, at); due !== null && due <= at; due = nextDue(feed, at)) {
          feed.sent++;
          tell(due, { status: null, error });
        }
      }
      stop();
    },
  };
}

/** A stream on its way: how much of it was sent, how much is unanswered. */
type Feed = { stream: Stream; sent: number; busy: number; method: string; nextRequest: () => Buffer };

function createFeed(stream: Stream, target: Target): Feed {
  const { phase, paths, draw } = stream;
  const requests = paths.map((path) => writeRequest(phase, path, target));
  const nextRequest = () => requests[draw()] as Buffer;
  return { stream, sent: 0, busy: 0, method: phase.method ?? "GET", nextRequest };
}

function writeRequest({ method = "GET", headers = {}, body }: Stream["phase"], path: string, target: Target): Buffer {
  const host = "port" in target ? `localhost:${target.port}` : "localhost";
  const length = Buffer.byteLength(body ?? "");
  const lines = [`${method} ${path} HTTP/1.1`, `host: ${host}`, "connection: keep-alive"];
  if (body !== undefined || /^P/.test(method)) lines.push(`content-length: ${length}`);
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body ?? ""}`);
}
