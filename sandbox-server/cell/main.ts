import { atZero, beforeZero } from "./begin.ts";
import { readHandOver, report } from "./channel.ts";
import { flushCounters } from "./counters.ts";
import { installEnding } from "./ending.ts";
import { writeFiles } from "./files.ts";
import { shutInspector } from "./inspector.ts";
import { flushLanes, installLanes } from "./lanes.ts";
import type { Load } from "./load/prepare.ts";
import { asPackage, installModules } from "./modules.ts";
import { createObserver } from "./observer/observer.ts";
import { memory, publishRun, type Run, readPlaces } from "./shared.ts";
import { installThreads } from "./threads.ts";
import { loadHttp, loadUndici, usesHttp, usesUndici } from "./undici.ts";
import { warm } from "./warm.ts";

/** Says it is ready, sleeps until one program is handed over, and prepares what Node runs next: its entry. */
installThreads();
shutInspector();
const modules = installModules();
const observer = createObserver();
const places = readPlaces();
report({ type: "ready" });

let warmed = false;
const handOver = await readHandOver(async () => {
  await warm();
  warmed = true;
  observer.arm();
});
const { entry, files, observe } = handOver;
const run: Run = { ...places, entry, files, lanes: observe.lanes, memory };
publishRun(run);
Object.assign(process.env, handOver.env);
process.argv.splice(1, Number.POSITIVE_INFINITY, run.root + entry);
process.execArgv = [];
writeFiles(run);

let load: Load | null = null;
installEnding(handOver.nonce, run, (how, code) => {
  const last = load?.end(code) ?? code;
  flushCounters();
  flushLanes();
  observer.end(how);
  return last;
});
observer.serve(run, observe);
if (run.lanes) installLanes();
beforeZero(observer.prepare);
atZero(observer.begin);
const { services, packages } = handOver;
// Only a run with services pays for it.
const databases = services.length > 0 ? await import("./services.ts") : null;
const opened = databases?.openServices(services);
if (handOver.load) {
  // Only a run with a load pays for it.
  const { prepareLoad } = await import("./load/prepare.ts");
  load = await prepareLoad(handOver.load, handOver.wallMs, process.exit);
  atZero(load.start);
}
if (!warmed && usesHttp(run.files)) await loadHttp();
if (usesUndici(run.files)) await loadUndici();
modules.serve(run);
for (const name of packages) await import(asPackage(name));
await opened;
await databases?.rehearse(services, packages);
