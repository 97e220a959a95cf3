/**
 * `with.mjs [build] [browser] -- command …`: has the packages (and a build, a browser) ready, then runs
 * the command on our own Node. Runs on any Node ≥ 20, before anything is installed.
 */
import { build } from "./ready/build.mjs";
import { dependencies, environment, root } from "./ready/dependencies.mjs";
import { fail, run } from "./ready/say.mjs";

const split = process.argv.indexOf("--");
const needs = process.argv.slice(2, split);
const [command, ...args] = process.argv.slice(split + 1);

await dependencies();
const { browserPath, nameMissing } = await import("./ready/system.mjs");
if (needs.includes("build")) await build();
const extra = {};
if (needs.includes("browser")) {
  nameMissing(["chromium", "fonts-noto-cjk"]);
  extra.BROWSER_PATH = browserPath() ?? fail("No browser found; npm test installs one where it may.");
}
if (needs.includes("bubblewrap")) nameMissing(["bubblewrap", "redis-server"]);
process.exit(await run(command, args, { cwd: root, env: environment(extra), shell: process.platform === "win32" }));
