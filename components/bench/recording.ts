import type { EventData, RunEvent } from "#protocol";
import { appendOutput, type Chunk, type Console, emptyConsole } from "./console-lines.ts";

/**
 * A trace folded into what the page draws, a batch of events at a time. Each event is looked at once,
 * so the cost of a frame does not grow with the run. Nothing is changed in place.
 */
export type Recording = {
  /** The latest moment any event has spoken of. */
  nowMs: number;
  /** The last sample; its lag is what the page calls "now". */
  lagNow: EventData<"lag">[number] | null;
  lag: EventData<"lag">;
  /** The highest lag so far, from samples and blocks alike. */
  maxLagMs: number;
  /** Each in its latest state, in the order they opened. */
  blocks: EventData<"block">[];
  /** Lane slices so far: how heavy the lanes are to draw. */
  slices: number;
  requests: EventData<"request">;
  console: Console;
  errors: EventData<"error">[];
  dropped: EventData<"dropped">[];
  /** The sandbox-server's own lag, measured outside the cell. */
  serverLag: { t: number; lagMs: number }[];
  exit: EventData<"exit"> | null;
};

export const emptyRecording: Recording = {
  nowMs: 0,
  lagNow: null,
  lag: [],
  maxLagMs: 0,
  blocks: [],
  slices: 0,
  requests: [],
  console: emptyConsole,
  errors: [],
  dropped: [],
  serverLag: [],
  exit: null,
};

/** How far apart the loop's beats are; lag counts from the last one, so up to this long after it. */
const beatMs = 10;

export function fold(before: Recording, events: readonly RunEvent[]): Recording {
  const lag: EventData<"lag"> = [];
  const requests: EventData<"request"> = [];
  const output: Chunk[] = [];
  const errors: EventData<"error">[] = [];
  const dropped: EventData<"dropped">[] = [];
  const serverLag: Recording["serverLag"] = [];
  const blocks = new Map<number, EventData<"block">>();
  let { nowMs, slices, exit, maxLagMs } = before;
  const see = (t: number) => {
    if (t > nowMs) nowMs = t;
  };

  for (const { type, data } of events) {
    switch (type) {
      case "lag":
        lag.push(...data);
        for (const { lagMs } of data) maxLagMs = Math.max(maxLagMs, lagMs);
        see(data.at(-1)?.t ?? 0);
        break;
      case "block":
        blocks.set(data.id, data);
        maxLagMs = Math.max(maxLagMs, data.durationMs);
        see(data.startMs + data.durationMs);
        break;
      case "lane":
        slices += data.slices.length;
        see(data.slices.at(-1)?.[1] ?? 0);
        break;
      case "request":
        requests.push(...data);
        see(data.at(-1)?.t ?? 0);
        break;
      case "stdout":
      case "stderr":
        output.push({ t: data.t, stream: type, text: data.text });
        see(data.t);
        break;
      case "metric":
        see(data.t);
        if (data.name === "serverLagMs") serverLag.push({ t: data.t, lagMs: data.value });
        break;
      case "note":
        see(data.t);
        break;
      case "error":
        errors.push(data);
        break;
      case "dropped":
        dropped.push(data);
        break;
      case "exit":
        exit = data;
        see(data.wallMs);
        break;
      default:
        break;
    }
  }

  const allLag = joined(before.lag, lag);
  return {
    nowMs,
    slices,
    exit,
    maxLagMs,
    lagNow: lag.at(-1) ?? before.lagNow,
    lag: allLag,
    blocks: blocks.size === 0 ? before.blocks : overtaken(latest(before.blocks, blocks), allLag),
    requests: joined(before.requests, requests),
    console: appendOutput(before.console, output),
    errors: joined(before.errors, errors),
    dropped: joined(before.dropped, dropped),
    serverLag: joined(before.serverLag, serverLag),
  };
}

const joined = <T>(before: T[], added: T[]) => (added.length === 0 ? before : before.concat(added));

function latest(before: EventData<"block">[], changed: Map<number, EventData<"block">>) {
  const kept = before.map((block) => {
    const now = changed.get(block.id);
    changed.delete(block.id);
    return now ?? block;
  });
  // A short block is told once it is over, and may come after a longer one that opened later.
  return [...kept, ...changed.values()].sort((a, b) => a.startMs - b.startMs);
}

/**
 * A block's end is sent once its line is known, and the next block may come first. Until then it is over
 * where lag was last seen to climb from it.
 */
function overtaken(blocks: EventData<"block">[], lag: EventData<"lag">): EventData<"block">[] {
  return blocks.map((block, index) => {
    const next = blocks[index + 1];
    if (block.state !== "open" || !next) return block;
    const last = lag.findLast(({ t, lagMs }) => t <= next.startMs && t - lagMs <= block.startMs + beatMs);
    const durationMs = Math.max(block.durationMs, (last?.t ?? 0) - block.startMs);
    return { ...block, state: "closed", durationMs };
  });
}

/** The block the loop is in right now, as long as it could be measured: up to the last sample. */
export function openBlock({ blocks, nowMs }: Recording): EventData<"block"> | null {
  const block = blocks.at(-1);
  if (block?.state !== "open") return null;
  return { ...block, durationMs: Math.max(block.durationMs, nowMs - block.startMs) };
}
