import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { buildIn, type RootContent } from "./root.ts";
import { uidRange } from "./uids.ts";
import { anyProgram, noBubblewrap, openWalls, runModule } from "./walls-testing.ts";

const skip = process.platform !== "linux" && "there are no cells to build for";
const isRoot = process.geteuid?.() === 0;
const user = isRoot ? uidRange.first : undefined;
const content: RootContent = {
  node: process.execPath,
  app: (folder) => writeFile(join(folder, "program.mjs"), anyProgram),
};

let base: string;
before(async () => {
  base = await mkdtemp(join(tmpdir(), "root-test-"));
  await chmod(base, 0o755);
});
after(() => rm(base, { recursive: true, force: true }));

async function everyFile(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.map((entry) => join(entry.parentPath, entry.name));
}

test("a root is readable by everybody and writable by nobody else, whatever the umask", { skip }, async () => {
  const umask = process.umask(0o077);
  try {
    await using root = await buildIn(base, content, user);
    for (const path of [root.path, ...(await everyFile(root.path))]) {
      const { mode } = await stat(path);
      assert.equal(mode & 0o004, 0o004, path);
      assert.equal(mode & 0o002, 0, path);
    }
  } finally {
    process.umask(umask);
  }
});

test("a root is gone when its server is done with it", { skip }, async () => {
  const root = await buildIn(base, content, user);
  assert.ok(existsSync(root.path));
  await root[Symbol.asyncDispose]();
  assert.equal(existsSync(root.beside), false);
});

test("what a killed server left is removed by the next, what a living one uses is not", { skip }, async () => {
  await using living = await buildIn(base, content, user);
  const leftover = join(base, "cell-0123456789abcdef");
  await mkdir(join(leftover, "root"), { recursive: true });
  const stranger = join(base, "cell-of-somebody-else");
  await mkdir(stranger);
  const target = join(base, "kept");
  await mkdir(target);
  await symlink(target, join(base, "cell-fedcba9876543210"));
  await using _next = await buildIn(base, content, user);
  assert.equal(existsSync(leftover), false);
  for (const kept of [living.path, stranger, target]) assert.ok(existsSync(kept), kept);
});

test("a folder whose failure comes late leaves nothing behind", { skip }, async () => {
  const earlier = await readdir(base);
  const broken = { ...content, app: () => Promise.reject(new Error("no code")) };
  await assert.rejects(buildIn(base, broken, user), /no code/);
  assert.deepEqual(await readdir(base), earlier);
});

test("a folder that the cell's user cannot enter is not used", {
  skip: skip || (!isRoot && "only root builds for another user"),
}, async () => {
  const closed = join(base, "closed");
  await mkdir(closed, { mode: 0o700 });
  await assert.rejects(buildIn(closed, content, user), /EACCES|Permission denied|spawn/);
});

test("cells start from a checkout that nobody else may enter", { skip: skip || noBubblewrap }, async () => {
  const home = await mkdtemp(join(tmpdir(), "home-"));
  try {
    await chmod(home, 0o700);
    const node = join(home, "node");
    await copyFile(process.execPath, node);
    await chmod(node, 0o700);
    const maker = await openWalls(anyProgram, { node });
    try {
      assert.equal((await runModule(maker, "console.log('well')")).stdout, "well\n");
    } finally {
      await maker.close();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});
