import { Console } from "node:console";
import { PerformanceObserver } from "node:perf_hooks";
import { Writable } from "node:stream";
import { rehearsal } from "./modules.ts";
import { loadHttp } from "./undici.ts";

/** What nearly every program imports. */
const common = ["async_hooks", "events", "fs/promises", "net", "perf_hooks", "timers/promises", "worker_threads"];

/**
 * What a first run would otherwise pay for: modules, the way they are found, and Node's lazy insides.
 * Nothing here may touch libuv's thread pool: its size is fixed by its first use, and that is the learner's.
 */
export async function warm(): Promise<void> {
  await loadHttp();
  for (const name of common) await import(`node:${name}`);
  await import("./lab.ts");
  await import(rehearsal);
  new Console(new Writable({ write: (_chunk, _encoding, done) => done() })).log("%s", {});
  process.stdout.write("");
  const measures = new PerformanceObserver(() => {});
  measures.observe({ entryTypes: ["measure"] });
  measures.disconnect();
}
