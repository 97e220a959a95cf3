import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environment, root } from "./dependencies.mjs";
import { fail, run, step } from "./say.mjs";

/** Everything a page can show or be built by; the server's sources are shown on lesson pages. */
const inputs = [
  "app",
  "components",
  "lessons",
  "protocol",
  "sandbox-server",
  "scripts/site",
  "next.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];
const stamp = join(root, ".next", "built-from");

/** Builds the site if any of its inputs changed since the last build. */
export async function build() {
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  const code = await step("Building the site (about a minute and a half)", () =>
    run("next", ["build"], { cwd: root, env: environment(), shell: process.platform === "win32" }),
  );
  if (code !== 0) fail("next build failed; its own message is above.");
  writeFileSync(stamp, now);
}

/** By content, not by time: a fresh clone has new times on old files. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const input of inputs) {
    const path = join(root, input);
    if (!existsSync(path)) continue;
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !entry.name.includes(".test."))
          .map((entry) => join(entry.parentPath, entry.name))
          // What is installed, the lock file beside it tells.
          .filter((file) => !file.includes("node_modules", path.length))
          .sort()
      : [path];
    for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest("hex");
}
