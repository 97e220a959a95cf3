import assert from "node:assert/strict";
import { test } from "node:test";
import { staticPackages } from "./imports.ts";

const packagesOf = (files: Record<string, string>, entry = "main.ts") =>
  staticPackages(
    Object.entries(files).map(([path, code]) => ({ path, code })),
    entry,
    ["pg", "ioredis", "drizzle-orm", "@scope/thing", "undici"],
  );

test("packages are found through the files the entry reaches, however those are named", () => {
  const files = {
    "main.ts": "import { a } from './lib/a.js';\nimport './b';\nexport * from './c';",
    "lib/a.ts": "import { Pool } from 'pg';\nimport up from '../d.ts';",
    "b.ts": 'import Redis from "ioredis";',
    "c/index.ts": "export { sql } from 'drizzle-orm/sql';",
    "d.ts": "import\n  { one,\n two } from '@scope/thing/deep';",
  };
  assert.deepEqual(packagesOf(files), ["pg", "@scope/thing/deep", "ioredis", "drizzle-orm/sql"]);
});

test("a package nobody reaches, asks for later, or that is not on the list is not loaded", () => {
  const files = {
    "main.ts": "await import('pg');\nimport fs from 'node:fs';\nimport left from 'left-pad';",
    "aside.ts": "import Redis from 'ioredis';",
  };
  assert.deepEqual(packagesOf(files), []);
});

test("statements in one line are all seen", () => {
  assert.deepEqual(packagesOf({ "main.ts": "import pg from 'pg'; import 'ioredis'; pg();" }), ["pg", "ioredis"]);
});

test("with a package come the parts it would load on its first use", () => {
  const [first, ...parts] = packagesOf({ "main.ts": "import { request } from 'undici';" });
  assert.equal(first, "undici");
  assert.ok(parts.length > 0);
});

test("a circle of imports ends", () => {
  assert.deepEqual(packagesOf({ "main.ts": "import './b.ts';", "b.ts": "import './main.ts';\nimport 'pg';" }), ["pg"]);
});
