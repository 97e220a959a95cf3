import * as z from "zod/mini";
import { Block, Lag, Lane, limits, Metric, Note, Requests, RunError, type RunRequest, type Service } from "#protocol";

/**
 * What passes over a cell's channel (descriptor 3): one JSON line down, then JSON lines up.
 * Upwards everything is hostile: after time zero the learner's code can write here too.
 */

/** A submitted file, made runnable: TypeScript gone, lines where they were. */
export type CellFile = {
  path: string;
  code: string;
  /** Only where the code was transformed rather than stripped. */
  map?: string;
};

export type HandOver = Pick<RunRequest, "entry" | "load" | "env" | "observe"> & {
  files: CellFile[];
  /** Allow-listed packages the graph imports statically; loaded before time zero. */
  packages: string[];
  /** Databases whose sockets lie in /svc; they answer at their usual ports. */
  services: Service[];
  /** Counted from zero. What a load has sent and not been answered just before is told as `timeout`. */
  wallMs: number;
  /** Proves that an exit code was reported by boot, not by the learner. */
  nonce: string;
};

/**
 * The line a cell is sent once it has waited a while: time for what a hurried start leaves out (50 ms of CPU).
 * A hand-over may follow at any time, or come without it.
 */
export const armLine = '{"type":"arm"}\n';

/** The kinds of error a cell may speak of; `internal` and `transpile` are the server's. */
const CellError = z.extend(RunError, {
  kind: z.enum(["module", "uncaught", "rejection", "load", "service"]),
});

export const Report = z.discriminatedUnion("type", [
  /** Warm: everything preloaded, waiting for the hand-over. */
  z.strictObject({ type: z.literal("ready") }),
  /** Time zero on the system's monotonic clock (`process.hrtime`), in ms. Only the first counts. */
  z.strictObject({ type: z.literal("zero"), atMs: z.number() }),
  z.strictObject({ type: z.literal("lag"), data: Lag }),
  z.strictObject({ type: z.literal("block"), data: Block }),
  z.strictObject({ type: z.literal("lane"), data: Lane }),
  z.strictObject({ type: z.literal("note"), data: Note }),
  z.strictObject({ type: z.literal("request"), data: Requests }),
  z.strictObject({ type: z.literal("metric"), data: Metric }),
  z.strictObject({ type: z.literal("error"), data: CellError }),
  /**
   * The program is over with this code. Boot then waits to be killed, so that the server can read the
   * process's own figures first; it kills itself if nobody does. Nothing may follow.
   */
  z.strictObject({
    type: z.literal("code"),
    nonce: z.string().check(z.maxLength(64)),
    code: z.int().check(z.gte(0), z.lte(255)),
  }),
]);
export type Report = z.infer<typeof Report>;

/** A longer line is not read to its end: it is counted as dropped. */
export const maxLineBytes = 256 << 10;
export const maxTelemetryBytes = limits.telemetryBytes;
