import { spawn } from "node:child_process";

/** Everything the scripts say goes through here, so that a long step always has a line before and after it. */
export const say = (text) => process.stderr.write(`${text}\n`);

export function fail(text) {
  say(`\n✗ ${text}`);
  process.exit(1);
}

/** One step with its name, its end (✗ for an exit code) and its time, which is only for the person waiting. */
export async function step(name, work) {
  say(`▸ ${name}`);
  const from = performance.now();
  const result = await work();
  const failed = typeof result === "number" && result !== 0;
  say(`${failed ? "✗" : "✓"} ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
  return result;
}

/** Runs a command to its end with our own output; resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "inherit", ...options });
    // The terminal sends Ctrl+C to the whole group; a plain kill reaches only us, so it is passed on.
    const pass = (signal) => child.kill(signal);
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, pass);
    child.on("error", (error) => {
      say(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on("close", (code, signal) => {
      for (const name of ["SIGINT", "SIGTERM"]) process.off(name, pass);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}
