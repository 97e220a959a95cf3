/** `npm run check`: types, format and lint, import directions, diagrams as fresh as their text. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { wrongDirections } from "./imports.ts";
import { run, say, step } from "./ready/say.mjs";

const root = join(import.meta.dirname, "..");
const failed: string[] = [];

async function command(name: string, program: string, ...args: string[]) {
  const code = await step(name, () => run(program, args, { cwd: root, shell: process.platform === "win32" }));
  if (code !== 0) failed.push(name);
}

await command("Types: protocol, server, scripts", "tsc", "-p", "tsconfig.server.json");
await command("Types: e2e", "tsc", "-p", "e2e");
await command("Types: site", "tsc", "-p", "tsconfig.json", "--noEmit");
await command("Types: lessons", "tsc", "-p", "tsconfig.lessons.json");
await command(
  "Format and lint",
  "biome",
  "ci",
  ...(process.stdout.isTTY ? [] : ["--colors=off"]),
  "--error-on-warnings",
  ".",
);
await command("Diagrams are those of the text", "node", "scripts/diagrams.ts", "--check");

await command("Lock file is whole", "node", "scripts/lock.ts", "--check");

await step("Import directions", async () => {
  const files = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n");
  const wrong = wrongDirections(files, root);
  for (const line of wrong) say(`  ${line}`);
  if (wrong.length > 0) failed.push("Import directions");
});

if (failed.length > 0) {
  say(`\n✗ ${failed.join(", ")}`);
  process.exit(1);
}
