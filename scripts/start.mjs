/** `npm start` and `npm run dev`: both programs side by side; when one ends, so does the other. */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { build } from "./ready/build.mjs";
import { dependencies, environment, root } from "./ready/dependencies.mjs";
import { fail, say } from "./ready/say.mjs";

const dev = process.argv.includes("--dev");

await dependencies();
const { nameMissing } = await import("./ready/system.mjs");
if (process.platform === "linux") nameMissing(["bubblewrap", "redis-server"]);
if (!dev) await build();

const env = environment({ NODE_ENV: dev ? "development" : "production" });
const site = Number(env.PORT ?? 3000);
const sandbox = Number(env.SANDBOX_PORT ?? 4000);
// Not the packages in there: thousands of files that nobody edits, and that an install touches.
const edited = readdirSync(`${root}/sandbox-server`).filter((name) => name !== "packages");
const watched = ["protocol", ...edited.map((name) => `sandbox-server/${name}`)];
const programs = [
  ["sandbox-server", [...(dev ? watched.map((path) => `--watch-path=${path}`) : []), "sandbox-server/main.ts"]],
  ["site", ["scripts/site.ts", ...(dev ? ["--dev"] : [])]],
].map(([name, args]) => ({ name, child: spawn("node", args, { cwd: root, env, stdio: "inherit" }) }));

let ending = false;
function end(code) {
  if (ending) return;
  ending = true;
  process.exitCode = code;
  for (const { child } of programs) child.kill("SIGTERM");
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => end(0));
for (const { name, child } of programs) {
  child.on("exit", (code) => {
    if (!ending) say(`\n✗ The ${name} ended (code ${code}).`);
    end(code ?? 1);
  });
}

/** Ready means a page can be read and a program can be run. */
async function ready(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
const deadline = Date.now() + 60_000;
const waiting = new Set([`http://127.0.0.1:${sandbox}/health/ready`, `http://127.0.0.1:${site}/en`]);
while (waiting.size > 0 && !ending) {
  for (const url of waiting) if (await ready(url)) waiting.delete(url);
  if (Date.now() > deadline) {
    end(1);
    fail(`Not ready after a minute: ${[...waiting].join(", ")}`);
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
}
if (!ending) say(`\n  Looplab: http://localhost:${site}\n`);
