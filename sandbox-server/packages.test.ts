import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { after, before, describe, test } from "node:test";
import type { Service } from "#protocol";
import type { CellMaker } from "./cells/cell.ts";
import { find, findBubblewrap } from "./cells/find.ts";
import { createProcessMaker } from "./cells/process.ts";
import { type Ran, reportsOf, runIn } from "./cells/testing.ts";
import { allowedPackages } from "./packages.ts";
import type { Beside } from "./services/beside.ts";
import { createServices, type Services } from "./services/services.ts";
import { staticPackages } from "./transpile/imports.ts";

/** One program for each package, which does one real thing with it and proves it by `node:assert`. */
const folder = new URL("./packages/programs/", import.meta.url);
const programs = Object.fromEntries(
  readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]),
);
const packages = allowedPackages();

/** Imports the program after time zero, as what it imports is already there, and tells which files were not. */
const watched = (entry: string) => `
  import { registerHooks } from "node:module";
  const late = [];
  registerHooks({
    load(url, context, next) {
      if (url.includes("/node_modules/")) late.push(url.replace(/.*\\/node_modules\\//, ""));
      return next(url, context);
    },
  });
  process.once("exit", () => process.stderr.write(late.join("\\n")));
  await import("./${entry}");`;

/** Whose programs need a database. */
const services: Readonly<Record<string, Service[]>> = {
  "pg.ts": ["postgres"],
  "ioredis.ts": ["redis"],
  "bullmq.ts": ["redis"],
};

async function run(maker: CellMaker, entry: string, beside: Beside): Promise<Ran> {
  const stripped = Object.entries(programs).map(([path, code]) => ({ path, code: stripTypeScriptTypes(code) }));
  return runIn(
    maker,
    { "watched.js": watched(entry), ...programs },
    {
      packages: staticPackages(stripped, entry, packages.names),
      services: [...beside.names],
      env: { ...beside.env },
      warm: beside.attach,
    },
  );
}

test("each package of the list has a program that proves it", () => {
  const used = Object.keys(programs).flatMap((entry) => {
    const files = Object.entries(programs).map(([path, code]) => ({ path, code }));
    return staticPackages(files, entry, packages.names);
  });
  assert.deepEqual(
    packages.names.filter((name) => !used.includes(name)),
    [],
  );
});

const makers = {
  bubblewrap: async () => {
    const found = await findBubblewrap(packages);
    if ("missing" in found) throw new Error(found.missing);
    return found;
  },
  process: () => createProcessMaker(packages),
};

for (const [isolation, make] of Object.entries(makers)) {
  const skip = isolation === "bubblewrap" && !(await find("bwrap")) && "bubblewrap is not installed";
  describe(`in a ${isolation} cell`, { skip }, () => {
    let maker: CellMaker;
    let databases: Services;
    before(async () => {
      maker = await make();
      databases = await createServices(maker.ground, { size: 0, onFailure: (error) => assert.fail(String(error)) });
    });
    after(async () => {
      await databases?.[Symbol.asyncDispose]();
      await maker?.close();
    });

    const says: Record<string, string> = {
      "pino.ts": '{"level":30,"order":7,"msg":"placed"}\n{"level":40,"request":"r-1","msg":"slow"}\n',
      "pino-transport.ts": '{"level":30,"msg":"from a thread"}\n',
    };
    for (const entry of Object.keys(programs).filter((name) => !name.endsWith("-worker.ts"))) {
      const needed = services[entry] ?? [];
      const without = needed.length > 0 && isolation !== "bubblewrap" && "it needs a service";
      test(`${entry} does what it says, and loads nothing after time zero`, { skip: without }, async () => {
        await using beside = await databases.take(needed, AbortSignal.timeout(30_000));
        const ran = await run(maker, entry, beside);
        assert.deepEqual(reportsOf(ran, "error"), []);
        assert.deepEqual([ran.stdout, ran.stderr, ran.code], [says[entry] ?? "", "", 0]);
      });
    }

    test("what a package itself needs cannot be imported by name", async () => {
      const ran = await runIn(maker, { "main.ts": 'import redact from "@pinojs/redact";' });
      const [error] = reportsOf(ran, "error");
      assert.equal(error?.data.kind, "module");
      assert.match(
        error?.data.message ?? "",
        /^Cannot find package '@pinojs\/redact' imported from main\.ts\. Allowed/,
      );
      for (const name of [...packages.names, "lab"]) assert.ok(error?.data.message.includes(` ${name},`), name);
    });

    test("only the sub-paths a package exports can be imported", async () => {
      const ran = await runIn(maker, { "main.ts": 'import { LRUCache } from "lru-cache/dist/esm/index.js";' });
      assert.match(reportsOf(ran, "error")[0]?.data.message ?? "", /is not defined by "exports"/);
    });

    test("nothing of a package can be changed", async () => {
      const ran = await runIn(maker, {
        "main.ts": `
          import { writeFileSync } from "node:fs";
          import { fileURLToPath } from "node:url";
          const file = fileURLToPath(import.meta.resolve("p-limit"));
          try { writeFileSync(file, ""); } catch (error) { console.log(error.code); }`,
      });
      assert.equal(ran.stdout, "ERR_ACCESS_DENIED\n", ran.stderr);
    });
  });
}
