import { pino } from "pino";

const log = pino({ base: null, timestamp: false });
log.info({ order: 7 }, "placed");
log.child({ request: "r-1" }).warn("slow");
