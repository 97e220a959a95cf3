import { randomBytes } from "node:crypto";
import type { Duplex, Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { type EventData, type EventType, limits, type RunEvent } from "#protocol";
import type { Cell } from "./cells/cell.ts";
import { watchCell } from "./cells/watch.ts";
import type { HandOver } from "./cells/wire.ts";
import { type Ending, howItEnded } from "./end.ts";
import { createOutput } from "./output.ts";
import { createReports, serverLag as serverLagName } from "./reports.ts";
import { RunClock } from "./run-clock.ts";
import type { ServerLag } from "./server-lag.ts";
import type { Beside } from "./services/beside.ts";

/** One program in one cell: handed over, relayed as long as it lasts, killed, and measured from outside. */
export type InCell = EventData<"exit">;

type Options = {
  program: Omit<HandOver, "wallMs" | "nonce" | "services">;
  beside: Beside;
  wallMs: number;
  ending: Ending;
  send: <T extends EventType>(type: T, data: EventData<T>) => void;
  /** Time zero, as a time of day. Called once, before any other event. */
  started: (epochMs: number) => void;
  serverLag: ServerLag;
  crowded: () => boolean;
  onFirstByte: (sinceHandOverMs: number) => void;
};

const lagEveryMs = 500;

export async function runInCell(cell: Cell, options: Options): Promise<InCell> {
  const { program, beside, wallMs, ending, send, started, serverLag, crowded, onFirstByte } = options;
  const nonce = randomBytes(16).toString("base64url");
  const clock = new RunClock();
  // First of all: the program loads on another core while we get ready to listen.
  const env = { ...beside.env, ...program.env };
  const handOver: HandOver = { ...program, env, services: [...beside.names], wallMs, nonce };
  cell.channel.write(`${JSON.stringify(handOver)}\n`);

  let told = false;
  let wall: NodeJS.Timeout | undefined;

  const tellStarted = () => {
    if (told) return;
    told = true;
    started(Date.now() - clock.now);
  };
  const relay = (event: RunEvent) => {
    tellStarted();
    send(event.type, event.data as never);
  };

  using watch = watchCell(cell.pid, {
    onMemory: () => ending.because("memory"),
    crowded,
    kernelBytes: cell.kernelBytes,
  });
  using lag = serverLag.reader();
  const tellLag = () => {
    if (clock.begun) relay({ type: "metric", data: { t: clock.now, name: serverLagName, value: lag.read() } });
  };

  const over = () => {
    if (!clock.stop()) return;
    clearTimeout(toZero);
    clearTimeout(wall);
    clearInterval(lagTimer);
    // The process's own figures are only to be had while it lives.
    watch.used();
    beside.end();
  };
  const kill = () => {
    over();
    cell.kill();
  };

  const output = createOutput({
    onEvent: relay,
    onLimit: () => ending.because("output"),
    onFirstByte: () => onFirstByte(clock.sinceHandOver),
  });
  // A timer counts from when its turn of the loop began, so it may fire a little early: then it asks again.
  const endAtWall = () => {
    const left = wallMs - clock.now;
    if (left <= 0) ending.because("timeout");
    else wall = setTimeout(endAtWall, left);
  };
  const reports = createReports({
    files: program.files.map(({ path }) => path),
    nonce,
    onZero(atMs) {
      clock.zero(atMs);
      clearTimeout(toZero);
      if (!clock.stopped) endAtWall();
      watch.zero();
      tellStarted();
      output.zero(() => clock.now);
      beside.begin({ now: () => clock.now, draws: program.observe.lanes, tell: reports.add });
    },
    onEvent: relay,
    onCode() {
      over();
      // What it printed last lies in the pipes already and goes first: killing takes its time.
      setImmediate(() => cell.kill());
    },
  });

  const toZero = setTimeout(() => {
    const seconds = limits.startMs / 1_000;
    const message = `expected the program to load within ${seconds} s, it did not: a file it imports may wait for itself`;
    relay({ type: "error", data: { kind: "module", message } });
    ending.because("error");
  }, limits.startMs);
  const lagTimer = setInterval(tellLag, lagEveryMs);
  ending.signal.addEventListener("abort", kill);
  if (ending.signal.aborted) kill();

  cell.stdout.on("data", (chunk: Buffer) => output.write("stdout", chunk));
  cell.stderr.on("data", (chunk: Buffer) => output.write("stderr", chunk));
  // Paused since the cell was ready; a listener alone would hear it all at once, at the end.
  cell.stderr.resume();
  readReports(cell.channel, reports);

  const end = await cell.ended.finally(over);
  await drained(cell);
  ending.signal.removeEventListener("abort", kill);

  const ended = howItEnded(ending.reason, end, reports.code, output.lastWords);
  if (!clock.begun) {
    // Nothing of the learner's has run yet, so unless V8 ran out of memory reading it, this is ours.
    if (!ending.reason && reports.code === null && ended.reason !== "memory") {
      relay({ type: "error", data: { kind: "internal", message: "The cell ended before the program began." } });
    }
    output.zero(() => 0);
  }
  output.end();
  const { cut, dropped, maxLagMs } = reports.end(clock.now);
  tellLag();
  if (cut) relay(cut);
  for (const event of dropped) relay(event);
  return { ...ended, wallMs: clock.now, ...watch.used(), maxLagMs, droppedOutputBytes: output.droppedBytes };
}

/** Past the budget nothing but the last line counts, so a flood is read no faster than this. */
const slow = { bytes: 1 << 20, everyMs: 50 };

function readReports(channel: Duplex, reports: { push(chunk: Buffer): void; readonly spent: boolean }): void {
  let read = 0;
  channel.on("data", (chunk: Buffer) => {
    reports.push(chunk);
    if (!reports.spent) return;
    read += chunk.length;
    if (read < slow.bytes) return;
    read = 0;
    channel.pause();
    setTimeout(() => channel.resume(), slow.everyMs);
  });
}

/** All that was written before the end has been read. A pipe somebody else still holds is not waited for. */
async function drained({ stdout, stderr, channel }: Cell): Promise<void> {
  const late = AbortSignal.timeout(1_000);
  await Promise.allSettled(
    [stdout, stderr, channel].map((stream: Readable | Duplex) => finished(stream, { writable: false, signal: late })),
  );
}
