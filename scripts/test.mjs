/** `npm test`: everything that must hold, in the order that fails fastest. Non-zero if any part fails. */
import { build } from "./ready/build.mjs";
import { dependencies, environment, root } from "./ready/dependencies.mjs";
import { fail, run, say } from "./ready/say.mjs";
import { browserPath, installSystem } from "./ready/system.mjs";

// The hostile suite runs by itself (`npm run hostile`): its chaos asks more of two cores than they always give.
const parts = ["check", "unit", "lessons", "e2e"];

await dependencies();
const missing = await installSystem();
if (missing.length > 0) {
  fail(
    `Missing and not installable from here: ${missing.join(", ")}.\n` +
      `  Debian/Ubuntu: sudo apt-get install ${missing.join(" ")}\n` +
      "  Isolated cells and browser tests need them; npm start works without them, with process isolation.",
  );
}
await build();

const failed = [];
for (const [index, part] of parts.entries()) {
  say(`\n━━ ${index + 1}/${parts.length} ${part} ━━`);
  const code = await run(process.platform === "win32" ? "npm.cmd" : "npm", ["run", "--silent", part], {
    cwd: root,
    env: environment({ BROWSER_PATH: browserPath() }),
    shell: process.platform === "win32",
  });
  if (code !== 0) failed.push(part);
  if (code !== 0 && part === "check") break;
}
if (failed.length > 0) fail(`Failed: ${failed.join(", ")}`);
say(`\n✓ All ${parts.length} parts passed.`);
