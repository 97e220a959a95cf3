/** The one contract between browser, server and cell: version 1. Both ends parse with what is here. */
export * from "./errors.ts";
export * from "./events.ts";
export * from "./limits.ts";
export * from "./load.ts";
export * as measure from "./measure.ts";
export * from "./paths.ts";
export * from "./read-trace.ts";
export * from "./request.ts";
export * from "./sse.ts";
export * from "./trace.ts";
