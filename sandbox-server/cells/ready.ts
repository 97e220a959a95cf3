import type { Duplex } from "node:stream";
import { finished } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { Cell } from "./cell.ts";

/** Resolves with the cell once it waits for its program; kills it when it cannot get there or is not wanted. */
export async function untilReady(cell: Cell, signal: AbortSignal): Promise<Cell> {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(bootMs)]);
  let complaint = "";
  const listen = (chunk: Buffer) => {
    complaint = (complaint + chunk).slice(-2_000);
  };
  cell.stderr.on("data", listen);
  try {
    const dead = cell.ended.then(async (end) => {
      // Its last words may still be on their way.
      await Promise.race([finished(cell.stderr).catch(() => {}), delay(lastWordsMs, undefined, { ref: false })]);
      throw new Error(`expected a warm cell, got its end: ${JSON.stringify(end)} ${complaint.trim()}`);
    });
    dead.catch(() => {});
    const line = await Promise.race([firstLine(cell.channel), dead, aborted(stop)]);
    if (line !== '{"type":"ready"}') throw new Error(`expected "ready" from a new cell, got ${line.slice(0, 200)}`);
    return cell;
  } catch (error) {
    cell.kill();
    throw error;
  } finally {
    cell.stderr.off("data", listen);
    cell.stderr.pause();
  }
}

/** A machine busy with other runs may take its time; one that never answers is broken. */
const bootMs = 20_000;
const lastWordsMs = 200;

/** Takes exactly one line and leaves the rest in the stream. */
function firstLine(channel: Duplex): Promise<string> {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    const read = () => {
      for (let chunk = channel.read(); chunk !== null; chunk = channel.read()) {
        bytes = Buffer.concat([bytes, chunk]);
        const end = bytes.indexOf(0x0a);
        if (end < 0) continue;
        channel.off("readable", read);
        if (end + 1 < bytes.length) channel.unshift(bytes.subarray(end + 1));
        resolve(bytes.subarray(0, end).toString("utf8"));
        return;
      }
    };
    channel.on("readable", read);
  });
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
