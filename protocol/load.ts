import * as z from "zod/mini";
import { limits } from "./limits.ts";
import { between } from "./range.ts";

const max = limits.load;

/** Goes onto the wire as typed, so nothing that could end a line or a header. */
const path = z
  .string()
  .check(z.maxLength(max.pathChars), z.regex(/^\/[\x21-\x7e]*$/, "a path that starts with / and has no spaces"));
const weight = z.number().check(between(0.001, 1_000));
const connections = z.int().check(between(1, max.connections));
const headerName = z
  .string()
  .check(
    z.regex(
      /^(?!(?:host|connection|content-length|transfer-encoding|expect|upgrade)$)[a-z0-9!#$%&'*+.^_`|~-]{1,64}$/i,
      "a header name other than those the load generator sets itself",
    ),
  );
const headerValue = z.string().check(z.regex(/^[\t\x20-\x7e]{0,1024}$/, "printable ASCII on one line"));

const count = (object: object, keys: string[]) =>
  keys.filter((key) => (object as Record<string, unknown>)[key] !== undefined).length;

const Arrival = z
  .strictObject({
    rate: z.optional(z.number().check(between(0.1, max.rate))),
    maxConnections: z.optional(connections),
    connections: z.optional(connections),
    burst: z.optional(connections),
  })
  .check(
    z.refine((arrival) => count(arrival, ["rate", "connections", "burst"]) === 1, "one of rate, connections or burst"),
    z.refine(
      (arrival) => arrival.maxConnections === undefined || arrival.rate !== undefined,
      "maxConnections only with rate",
    ),
  );

export const Phase = z
  .strictObject({
    /** Seconds on the run's clock; without it, where the phase before ends. */
    at: z.optional(z.number().check(between(0, max.seconds))),
    path: z.optional(path),
    mix: z.optional(z.array(z.strictObject({ path, weight })).check(z.minLength(1), z.maxLength(max.mix))),
    method: z.optional(z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])),
    headers: z.optional(
      z
        .record(headerName, headerValue)
        .check(z.refine((headers) => Object.keys(headers).length <= max.headers, `at most ${max.headers} headers`)),
    ),
    body: z.optional(z.string().check(z.maxLength(max.bodyChars))),
    seconds: z.number().check(between(0.001, max.seconds)),
    arrival: Arrival,
  })
  .check(z.refine((phase) => count(phase, ["path", "mix"]) === 1, "one of path or mix"));

export type Phase = z.infer<typeof Phase>;

/** Where each phase lies on the run's clock, in seconds. */
export function schedule(phases: readonly Phase[]): { at: number; end: number; phase: Phase }[] {
  let end = 0;
  return phases.map((phase) => {
    const at = phase.at ?? end;
    end = at + phase.seconds;
    return { at, end, phase };
  });
}

/** `null | Phase | Phase[]` on the wire; inside there is only the list. */
export const Load = z.pipe(
  z.transform((value) => (value === null || value === undefined || Array.isArray(value) ? (value ?? null) : [value])),
  z.nullable(
    z.array(Phase).check(
      z.minLength(1),
      z.maxLength(max.phases),
      z.refine(
        (phases) => schedule(phases).every(({ end }) => end <= max.seconds),
        `at most ${max.seconds} s of load in all`,
      ),
    ),
  ),
);
