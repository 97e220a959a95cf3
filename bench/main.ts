/** `npm run bench [part …]`: measures beside the peers and prints ratios. Nothing here passes or fails a build. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { run, step } from "../scripts/ready/say.mjs";

const peers = join(import.meta.dirname, "peers");
const parts = ["cell", "observer", "load", "services", "page"];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((part) => !parts.includes(part));
if (unknown.length > 0) throw new Error(`bench has the parts ${parts.join(", ")}; got ${unknown.join(", ")}`);

if (!existsSync(join(peers, "node_modules/.package-lock.json"))) {
  await step("Installing the peers (autocannon, bun, deno, tsx …)", () =>
    run("npm", ["ci", "--loglevel=error"], { cwd: peers }),
  );
}
for (const part of parts) {
  if (wanted.length > 0 && !wanted.includes(part)) continue;
  const file = join(import.meta.dirname, `${part}.ts`);
  if (existsSync(file)) process.exitCode ||= await run(process.execPath, [file]);
}
