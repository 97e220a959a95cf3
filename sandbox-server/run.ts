import type { FastifyBaseLogger } from "fastify";
import type { EventData, RunRequest } from "#protocol";
import type { Place } from "./admission.ts";
import type { WarmPool } from "./cells/warm-pool.ts";
import { type Ended, Ending, howItEnded } from "./end.ts";
import { type InCell, runInCell } from "./in-cell.ts";
import type { Metrics } from "./metrics.ts";
import type { ServerLag } from "./server-lag.ts";
import type { Services } from "./services/services.ts";
import type { EventStream } from "./stream.ts";
import { staticPackages } from "./transpile/imports.ts";
import type { Transpiler } from "./transpile/transpile.ts";

/**
 * One run, from its place in line to its end:
 *
 *   wait for its turn        queued            admission.ts
 *   strip the types          error transpile   transpile/
 *   take warm databases      error service     services/, only where some are asked for
 *   take a warm cell                           cells/warm-pool.ts
 *   hand the program over                      in-cell.ts
 *   relay what happens       started … lag …   reports.ts (what the cell says), output.ts (what it prints)
 *   end, kill, say how       exit              end.ts
 *
 * It cannot fail: whatever happens, the reader gets exactly one `exit`, the cell is dead and its place free.
 */
export async function run(
  request: RunRequest,
  { id, place, servicePlace, stream, draining, cancel, house, log }: Run,
): Promise<void> {
  const ending = new Ending();
  const cancelled = () => ending.because("cancelled");
  const stops = AbortSignal.any([cancel, stream.gone]);
  if (stops.aborted) cancelled();
  stops.addEventListener("abort", cancelled);

  const exit = await journey().catch((error: unknown): Exit => {
    if (ending.reason) return nothingRan(howItEnded(ending.reason, null, null, ""));
    log.error({ err: error }, "a run failed on our side");
    stream.send("error", { kind: "internal", message: "The sandbox could not run this program. It is not your code." });
    return nothingRan({ reason: "error", code: null, signal: null });
  });
  stops.removeEventListener("abort", cancelled);
  draining.removeEventListener("abort", cancelled);
  stream.send("exit", exit);
  house.metrics.runs.inc({ reason: exit.reason });
  log.info({ exit, files: request.files.length }, "run ended");

  async function journey(): Promise<Exit> {
    const cameAt = performance.now();
    draining.addEventListener("abort", cancelled);
    const waits = (position: number) => stream.send("queued", { position });
    await servicePlace?.turn(ending.signal, waits);
    await place.turn(ending.signal, waits);
    draining.removeEventListener("abort", cancelled);

    const made = await house.transpiler.transpile(request.files);
    ending.signal.throwIfAborted();
    if (!made.ok) {
      stream.send("started", { ...who(), epochMs: Date.now() });
      for (const error of made.errors) stream.send("error", error);
      return nothingRan(howItEnded("error", null, null, ""));
    }

    const beside = await house.services.take(request.services, ending.signal).catch((error: unknown) => {
      ending.signal.throwIfAborted();
      log.error({ err: error }, "a service could not be had");
      return null;
    });
    if (!beside) {
      stream.send("started", { ...who(), epochMs: Date.now() });
      stream.send("error", { kind: "service", message: `${notReady} It is not your code.` });
      return nothingRan(howItEnded("error", null, null, ""));
    }
    await using _services = beside;
    await using cell = await house.pool.take(ending.signal);
    await beside.attach(cell);
    house.metrics.queueWait.observe((performance.now() - cameAt) / 1_000);
    const { entry, load, env, observe, limits } = request;
    const ran = await runInCell(cell, {
      program: {
        entry,
        load,
        env,
        observe,
        files: made.files,
        packages: staticPackages(made.files, entry, house.packages),
      },
      beside,
      wallMs: limits.wallMs,
      ending,
      send: stream.send,
      started: (epochMs) => stream.send("started", { ...who(), epochMs }),
      serverLag: house.serverLag,
      crowded: house.crowded,
      onFirstByte: (ms) => house.metrics.firstByte.observe(ms / 1_000),
    });
    house.metrics.runWall.observe(ran.wallMs / 1_000);
    return ran;
  }

  function who() {
    return { runId: id, node: process.version, isolation: house.isolation };
  }
}

/** What every run shares. */
export type House = {
  pool: WarmPool;
  services: Services;
  transpiler: Transpiler;
  serverLag: ServerLag;
  /** Whether there are as many runs as cores. */
  crowded: () => boolean;
  metrics: Metrics;
  /** Names of the packages a program may import. */
  packages: readonly string[];
  isolation: EventData<"started">["isolation"];
};

type Exit = EventData<"exit">;
type Run = {
  id: string;
  place: Place;
  /** Only where services are asked for: there are fewer places for such runs. */
  servicePlace: Place | null;
  stream: EventStream;
  /** Aborted when nothing may begin any more. */
  draining: AbortSignal;
  /** Aborted when everything has to end. */
  cancel: AbortSignal;
  house: House;
  log: FastifyBaseLogger;
};

const notReady = "The databases this run asks for could not be made ready.";

const nothingRan = (ended: Ended): Exit => ({
  ...ended,
  ...({ wallMs: 0, cpuMs: 0, peakRssMb: 0, maxLagMs: null, droppedOutputBytes: 0 } satisfies Partial<InCell>),
});
