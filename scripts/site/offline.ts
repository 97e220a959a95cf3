import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The worker that keeps pages for a reader without a network, as the script at this address. */
export const workerPath = "/offline.js";

export function offlineWorker(built: string): string {
  const build = readFileSync(join(built, "BUILD_ID"), "utf8");
  const worker = readFileSync(join(import.meta.dirname, "offline-worker.js"), "utf8");
  return `const build = ${JSON.stringify(build)};\n${worker}`;
}

/** While developing, files change under their names: a worker left from a build there was takes itself away. */
export const leavingWorker = `
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
async function leave() {
  const ours = (await caches.keys()).filter((name) => name.startsWith("looplab-"));
  await Promise.all(ours.map((name) => caches.delete(name)));
  await registration.unregister();
}
`;
