import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { isMainThread } from "node:worker_threads";
import { readHandOver, report } from "./channel.ts";
import { installEnding } from "./ending.ts";
import { asPackage, installModules } from "./modules.ts";
import { installOutput } from "./output.ts";
import { type PackageSettings, publishRun, type Run, shared, theRun } from "./shared.ts";
import { installThreads } from "./threads.ts";
import { warm } from "./warm.ts";

/**
 * The inside of a cell. Node imports this before the program (`--import`), in the main thread and in every
 * worker the learner starts. In the main thread it warms up, says so, sleeps until one program is handed
 * over, and returns; Node then runs that program as it runs any other.
 */
if (isMainThread) await bootMain();
else bootWorker();

async function bootMain(): Promise<void> {
  installOutput();
  await warm();
  report({ type: "ready" });

  const handOver = readHandOver();
  const root = `${process.cwd()}/`;
  const packages = JSON.parse(process.argv[2] ?? '{"folder":"/","names":[]}') as PackageSettings;
  const { entry, files } = handOver;
  const run: Run = {
    root,
    rootUrl: pathToFileURL(root).href,
    entry,
    files,
    packages: { ...packages, url: pathToFileURL(packages.folder).href },
    memory: shared.memory,
  };
  publishRun(run);
  Object.assign(process.env, handOver.env);
  process.argv.splice(1, Number.POSITIVE_INFINITY, join(root, entry));
  process.execArgv = [];
  for (const file of files) {
    mkdirSync(dirname(join(root, file.path)), { recursive: true });
    writeFileSync(join(root, file.path), file.code);
  }

  installThreads();
  installEnding(handOver.nonce, run, () => {});
  if (files.some((file) => file.map)) process.setSourceMapsEnabled(true);
  installModules(run, true);
  for (const name of handOver.packages) await import(asPackage(name));
}

function bootWorker(): void {
  const run = theRun();
  installThreads();
  if (run.files.some((file) => file.map)) process.setSourceMapsEnabled(true);
  installModules(run, false);
}
