import type { armLine as sent } from "../cells/wire.ts";

/** Sent to a cell that has waited a while (see wire.ts, of which only types come in here). */
export const armLine: typeof sent = '{"type":"arm"}\n';
