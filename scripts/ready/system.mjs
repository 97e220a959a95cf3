import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { environment } from "./dependencies.mjs";
import { run, say, step } from "./say.mjs";

/** What only the system can give. `npm test` installs it where it may; the others name the command. */
const wanted = {
  bubblewrap: { have: () => which("bwrap"), for: "isolated cells" },
  "redis-server": { have: () => process.platform !== "linux" || which("redis-server"), for: "Redis beside a program" },
  chromium: { have: () => browserPath(), for: "tests in a real browser" },
  "fonts-noto-cjk": { have: () => hasKoreanFont(), for: "Korean text in the test browser" },
};

export function which(program) {
  for (const folder of (process.env.PATH ?? "").split(":")) {
    if (folder && existsSync(`${folder}/${program}`)) return `${folder}/${program}`;
  }
  return null;
}

/** A Chromium of the system first, else the one Playwright keeps for itself. */
export function browserPath() {
  for (const name of ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]) {
    const path = which(name);
    if (path) return path;
  }
  try {
    const own = createRequire(import.meta.url)("playwright").chromium.executablePath();
    return existsSync(own) ? own : null;
  } catch {
    return null;
  }
}

function hasKoreanFont() {
  if (process.platform !== "linux") return true;
  try {
    return execFileSync("fc-list", [":lang=ko"], { encoding: "utf8" }).trim() !== "";
  } catch {
    return false;
  }
}

/** Installs all that is missing, saying so first; returns the names that could not be had. */
export async function installSystem() {
  const missing = () => Object.keys(wanted).filter((name) => !wanted[name].have());
  const names = process.platform === "linux" ? missing() : missing().filter((name) => name === "chromium");
  if (names.length === 0) return [];
  const apt = aptCommand();
  if (apt) {
    await step(
      `Installing ${names.join(", ")} with apt-get (for ${names.map((name) => wanted[name].for).join("; ")})`,
      async () => {
        const quiet = {
          stdio: ["ignore", "ignore", "inherit"],
          env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
        };
        await run(apt[0], [...apt.slice(1), "update", "-q"], quiet);
        await run(apt[0], [...apt.slice(1), "install", "-y", "-q", "--no-install-recommends", ...names], quiet);
      },
    );
  } else if (names.includes("chromium")) {
    await step("Installing Playwright's own Chromium", () =>
      run("playwright", ["install", "chromium"], { env: environment() }),
    );
  }
  return missing();
}

/** How to call apt-get here without being asked anything, or null. */
function aptCommand() {
  if (process.platform !== "linux" || !which("apt-get")) return null;
  if (process.getuid() === 0) return ["apt-get"];
  try {
    execFileSync("sudo", ["-n", "true"], { stdio: "ignore" });
    return ["sudo", "-n", "apt-get"];
  } catch {
    return null;
  }
}

/** For the commands that may not install: one sentence a missing thing, with the command that brings it. */
export function nameMissing(names) {
  for (const name of names) {
    if (wanted[name].have()) continue;
    say(`! ${name} is missing (${wanted[name].for}). Debian/Ubuntu: sudo apt-get install ${name}`);
  }
}
