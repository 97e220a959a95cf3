import "node:async_hooks";
import "node:events";
import "node:fs/promises";
import "node:http";
import "node:net";
import "node:perf_hooks";
import "node:timers/promises";
import "node:worker_threads";
import { Console } from "node:console";
import { Writable } from "node:stream";
import "./lab.ts";
import { rehearsal } from "./modules.ts";

/**
 * What a first run would otherwise pay for: modules nearly every program uses, and Node's lazy insides.
 * Nothing here may touch libuv's thread pool: its size is fixed by its first use, and that is the learner's.
 */
export async function warm(): Promise<void> {
  await import(rehearsal);
  new Console(new Writable({ write: (_chunk, _encoding, done) => done() })).log("%s", {});
  process.stdout.write("");
}
