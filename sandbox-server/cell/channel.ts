import fs from "node:fs";
import type { HandOver, Report } from "../cells/wire.ts";
import { armLine } from "./arm.ts";
import { flags, slot } from "./shared.ts";

/** Descriptor 3, the cell's only way to its server: one line down, then lines up, from any thread. */
export const channelFd = 3;

/**
 * A longer line could be torn by another thread's: the kernel queues a write to a socket in pieces of
 * 32 KiB, and one piece at a time is whole.
 */
export const maxReportBytes = 32 << 10;

// Captured: a program may patch whatever it finds.
const { readSync, writeSync } = fs;
const { stringify } = JSON;
const { from, byteLength } = Buffer;
const { add, load, store, sub, wait } = Atomics;
const sleeper = new Int32Array(new SharedArrayBuffer(4));
const sleep = (ms: number) => wait(sleeper, 0, 0, ms);

/** Blocks in the kernel, so a waiting cell costs no CPU. */
export async function readHandOver(arm: () => Promise<void>): Promise<HandOver> {
  const chunks: Buffer[] = [];
  for (;;) {
    const buffer = Buffer.allocUnsafe(64 << 10);
    const size = readSync(channelFd, buffer);
    if (size === 0) process.kill(process.pid, "SIGKILL");
    let chunk = buffer.subarray(0, size);
    if (chunks.length === 0 && chunk.subarray(0, armLine.length).toString() === armLine) {
      await arm();
      chunk = chunk.subarray(armLine.length);
      if (chunk.length === 0) continue;
    }
    chunks.push(chunk);
    if (chunk.at(-1) === 0x0a) return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  }
}

/** Writes one report as one whole line; false when it was too long or the run is over. */
export function report(record: Report): boolean {
  const line = `${stringify(record)}\n`;
  if (byteLength(line) > maxReportBytes) return false;
  add(flags, slot.writers, 1);
  try {
    if (load(flags, slot.over) === 1) return false;
    writeAll(channelFd, from(line));
    return true;
  } finally {
    sub(flags, slot.writers, 1);
  }
}

/** The last line of all: nothing follows it, whatever other threads are doing. */
export function reportLast(record: Report): void {
  store(flags, slot.over, 1);
  // A worker terminated inside a report never leaves it: hence the bound.
  for (let ms = 0; load(flags, slot.writers) > 0 && ms < 50; ms++) sleep(1);
  writeAll(channelFd, from(`${stringify(record)}\n`));
}

/** All of it, in order, before anything else happens on this thread. A reader that is gone is no error. */
export function writeAll(fd: number, bytes: Uint8Array): void {
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(fd, bytes, offset);
    } catch (error) {
      // The learner can make the descriptor non-blocking; then a full pipe says EAGAIN.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
      sleep(1);
    }
  }
}
