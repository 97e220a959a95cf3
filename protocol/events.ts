import * as z from "zod/mini";
import { limits } from "./limits.ts";

/**
 * Every event of a run, in the words used on the wire, in the code and on the page.
 * Bounds are tight because most events come from a process that runs hostile code.
 */

/** Milliseconds on the run's own clock: zero is just before the learner's first statement. */
const Ms = z.number().check(z.gte(-1), z.lte(120_000));
const Duration = z.number().check(z.gte(0), z.lte(120_000));
const Count = z.int().check(z.gte(0));
const text = (chars: number) => z.string().check(z.maxLength(chars));
const Line = z.int().check(z.gte(1), z.lte(1_000_000));
const File = text(limits.pathChars);
const Name = text(120);

export const Queued = z.strictObject({ position: z.int().check(z.gte(1)) });
export const Isolation = z.enum(["bubblewrap", "process"]);
export const Started = z.strictObject({
  runId: text(64),
  node: text(32),
  isolation: Isolation,
  /** The time of day at zero. */
  epochMs: z.number(),
});
export const Output = z.strictObject({ t: Ms, text: z.string() });
export const LagSample = z.strictObject({
  t: Ms,
  lagMs: Duration,
  elu: z.optional(z.number().check(z.gte(0), z.lte(1))),
});
export const Lag = z.array(LagSample).check(z.minLength(1), z.maxLength(1_000));

export const StackFrame = z.strictObject({ fn: Name, file: File, line: Line });
export const Block = z.strictObject({
  id: z.int().check(z.gte(1)),
  /** `cut`: the run ended inside it. */
  state: z.enum(["open", "closed", "cut"]),
  startMs: Ms,
  durationMs: Duration,
  file: z.nullable(File),
  line: z.nullable(Line),
  fn: z.nullable(Name),
  stack: z.array(StackFrame).check(z.maxLength(8)),
});

export const SliceKind = z.enum(["run", "wait", "worker", "pool"]);
export const Slice = z.tuple([Ms, Ms, SliceKind]);
/** Lanes from here on are a service's: what it says of one connection, beside the program's own work and none of it. */
export const serviceLanes = 1_000_000;

/** Slices of one lane that touch are one span; a later event of the same lane goes on with it. */
export const Lane = z.strictObject({
  lane: z.int().check(z.gte(0)),
  label: Name,
  file: z.optional(File),
  line: z.optional(Line),
  slices: z.array(Slice).check(z.maxLength(2_000)),
});

/** Any JSON, but measured before it is looked at: nesting alone could overflow a checker's stack. */
const Small = z.custom<z.core.util.JSONType>((value) => {
  try {
    const text = JSON.stringify(value);
    return text !== undefined && new TextEncoder().encode(text).length <= limits.noteBytes;
  } catch {
    return false;
  }
});
export const Note = z.strictObject({ t: Ms, name: Name, value: Small });
export const RequestSample = z.strictObject({
  /** When the answer was complete. */
  t: Ms,
  /** When it should have been sent: latency counts from here. */
  intendedMs: Ms,
  latencyMs: Duration,
  status: z.nullable(z.int().check(z.gte(100), z.lte(999))),
  error: z.optional(Name),
});
export const Requests = z.array(RequestSample).check(z.minLength(1), z.maxLength(1_000));
export const Metric = z.strictObject({ t: Ms, name: Name, value: z.number() });

export const Droppable = z.enum(["lag", "block", "lane", "note", "request", "metric", "error", "report"]);
export const Dropped = z.strictObject({ what: Droppable, count: z.int().check(z.gte(1)) });

export const ErrorKind = z.enum(["transpile", "module", "uncaught", "rejection", "load", "service", "internal"]);
export const RunError = z.strictObject({
  kind: ErrorKind,
  message: text(4_096),
  file: z.optional(File),
  line: z.optional(Line),
  column: z.optional(z.int().check(z.gte(1))),
  stack: z.optional(text(8_192)),
});

export const ExitReason = z.enum(["finished", "error", "timeout", "memory", "output", "cancelled", "killed"]);
export const Exit = z.strictObject({
  reason: ExitReason,
  code: z.nullable(Count),
  signal: z.nullable(text(32)),
  wallMs: Duration,
  cpuMs: z.number().check(z.gte(0)),
  peakRssMb: z.number().check(z.gte(0)),
  maxLagMs: z.nullable(Duration),
  droppedOutputBytes: Count,
});

export const eventSchemas = {
  queued: Queued,
  started: Started,
  stdout: Output,
  stderr: Output,
  lag: Lag,
  block: Block,
  lane: Lane,
  note: Note,
  request: Requests,
  metric: Metric,
  dropped: Dropped,
  error: RunError,
  exit: Exit,
} as const;

export type EventType = keyof typeof eventSchemas;
export type EventData<T extends EventType = EventType> = z.infer<(typeof eventSchemas)[T]>;
/** One event, told apart by its type. */
export type RunEvent = { [T in EventType]: { type: T; data: EventData<T> } }[EventType];

export type ExitReason = z.infer<typeof ExitReason>;
export type ErrorKind = z.infer<typeof ErrorKind>;
export type Isolation = z.infer<typeof Isolation>;
export type SliceKind = z.infer<typeof SliceKind>;
export type Slice = z.infer<typeof Slice>;

/** The event, or null when it is not one of ours: an unknown type or data that does not fit. */
export function parseEvent(type: string, data: unknown): RunEvent | null {
  if (!Object.hasOwn(eventSchemas, type)) return null;
  const result = z.safeParse(eventSchemas[type as EventType], data);
  return result.success ? ({ type, data: result.data } as RunEvent) : null;
}
