import { pino } from "pino";

/** Written by a thread of pino's own; `1` is stdout. */
const log = pino({
  base: null,
  timestamp: false,
  transport: { target: "pino/file", options: { destination: 1 } },
});
log.info("from a thread");
