/**
 * What a first run would otherwise pay for: modules nearly every program uses, and Node's lazy insides.
 * Nothing here may touch libuv's thread pool: its size is fixed by its first use, and that is the learner's.
 */
import "node:http";
import "node:https";
import "node:net";
import "node:async_hooks";
import "node:events";
import "node:fs/promises";
import "node:perf_hooks";
import "node:timers/promises";
import "node:worker_threads";
import "node:crypto";

export async function warm(): Promise<void> {
  // The first fetch loads all of undici.
  await (await fetch("data:,warm")).text();
}
