import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { packagesIn } from "./named.ts";
import { packageTypes } from "./package-types.ts";
import { home, listedPackages } from "./read.ts";

/** As the editor compiles (components/bench/monaco.ts). */
const settings =
  "--ignoreConfig --noEmit --strict --skipLibCheck --module esnext --moduleResolution bundler --target esnext".split(
    " ",
  );

for (const program of [
  "async-mutex.ts",
  "opossum.ts",
  "zod.ts",
  "fastify-plugins.ts",
  "grpc-js.ts",
  "pg.ts",
  "bullmq.ts",
]) {
  test(`${program} compiles with Node's types and what is served for the packages it imports, and nothing else`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "served-types-"));
    try {
      const code = join(home, "programs", program);
      await cp(code, join(folder, program));
      for (const node of ["@types/node", "undici-types"]) {
        await cp(join("node_modules", node), join(folder, "node_modules", node), { recursive: true });
      }
      for (const name of packagesIn(await readFile(code, "utf8"), await listedPackages())) {
        for (const [path, text] of Object.entries(await packageTypes(name))) {
          const file = join(folder, "node_modules", path);
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, text);
        }
      }
      const compiler = join("node_modules", "typescript", "bin", "tsc");
      const args = [compiler, ...settings, "--lib", "esnext", "--types", "node", join(folder, program)];
      const compiled = await promisify(execFile)(process.execPath, args).catch((error: { stdout: string }) => error);
      assert.equal(compiled.stdout, "");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
