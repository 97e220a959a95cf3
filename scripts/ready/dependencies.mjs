import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fail, run, say, step } from "./say.mjs";

export const root = join(import.meta.dirname, "../..");
const modules = join(root, "node_modules");

/** Installs what the lock files name, where what is installed is anything else: ours, and what learners may import. */
export async function dependencies() {
  await install(root, "Installing npm packages from package-lock.json (about a minute)");
  // Nothing of these runs on the host, not even while they are installed.
  await install(join(root, "sandbox-server/packages"), "Installing the packages that programs may import", [
    "--ignore-scripts",
  ]);
}

async function install(folder, name, options = []) {
  if (installedAsLocked(folder)) return;
  const code = await step(name, () =>
    run(process.platform === "win32" ? "npm.cmd" : "npm", ["ci", "--loglevel=error", ...options], {
      cwd: folder,
      shell: process.platform === "win32",
    }),
  );
  if (code !== 0) fail("npm ci failed; its own message is above.");
}

/** Our own Node first in PATH, whatever Node started us: learners' code and ours always run on this one. */
export function environment(extra = {}) {
  const path = [join(modules, ".bin"), process.env.PATH].join(delimiter);
  if (!existsSync(join(modules, ".bin", process.platform === "win32" ? "node.cmd" : "node"))) {
    fail(
      `There is no Node 26 package for ${process.platform}-${process.arch}. ` +
        "Looplab runs on linux (x64, arm64), macOS (x64, arm64) and Windows (x64).",
    );
  }
  return { ...process.env, PATH: path, NEXT_TELEMETRY_DISABLED: "1", ...extra };
}

function installedAsLocked(folder) {
  const locked = packages(join(folder, "package-lock.json"));
  const installed = packages(join(folder, "node_modules/.package-lock.json"));
  if (!locked || !installed) return false;
  for (const [path, entry] of Object.entries(locked)) {
    if (path === "" || (entry.optional && !installed[path])) continue;
    if (installed[path]?.version !== entry.version) {
      say(`  ${path.replace("node_modules/", "")}: ${installed[path]?.version ?? "absent"}, locked ${entry.version}`);
      return false;
    }
  }
  return true;
}

function packages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return null;
  }
}
