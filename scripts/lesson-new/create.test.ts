import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { listings } from "../../lessons/course.ts";
import { createLesson } from "./create.ts";
import { leftIn } from "./left.ts";

/** A copy of the lessons in a folder of their own, beside links to what they lean on. */
const project = join(import.meta.dirname, "../..");
const copied = ["lessons", "package.json", "tsconfig.base.json", "tsconfig.lessons.json", "biome.json"];
const linked = ["app", "components", "protocol", "sandbox-server", "node_modules"];
const unwritten = listings.find(({ written }) => !written);
let root = "";
before(async () => {
  root = await mkdtemp(join(tmpdir(), "lesson-new-"));
  for (const name of copied) await cp(join(project, name), join(root, name), { recursive: true });
  for (const name of linked) await symlink(join(project, name), join(root, name), "junction");
});
after(() => rm(root, { recursive: true }));

function tool(name: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(join(project, "node_modules/.bin", name), args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
    shell: process.platform === "win32",
  });
  return status === 0 ? "" : `${stdout}${stderr}`;
}

test("a lesson that is not on the map, or is written already, is refused and nothing changes", async () => {
  const index = await readFile(join(root, "lessons/index.ts"), "utf8");
  await assert.rejects(createLesson(root, "L01", "semaphore"), /expected an id and its slug .*, got L01 semaphore/);
  await assert.rejects(createLesson(root, "L01", "one-thread-many-requests"), /expected no .+ yet, got one/);
  assert.equal(await readFile(join(root, "lessons/index.ts"), "utf8"), index);
});

test("a new lesson type-checks, is in good form, and fails only for the words it waits for", async (t) => {
  if (!unwritten) return t.skip("every lesson is written");
  const { id, slug } = unwritten;
  const changed = await createLesson(root, id, slug);
  assert.equal(tool("biome", "check", "--vcs-enabled=false", "--write", ...changed), "");
  assert.equal(tool("biome", "ci", "--vcs-enabled=false", "lessons"), "");
  assert.equal(tool("tsc", "-p", "tsconfig.lessons.json"), "");

  const left = await leftIn(root, slug);
  assert.ok(left.some(({ file, what }) => file === `lessons/${slug}/ko.mdx` && what.startsWith("‹")));
  assert.ok(left.every(({ what }) => !/‹(?:title|제목)›/.test(what)));

  const report = tool(
    "node",
    "--test",
    "--test-reporter=tap",
    "lessons/lessons.test.ts",
    `lessons/${slug}/checks.test.ts`,
  );
  const failed = [...report.matchAll(/^not ok \d+ - (.*)$/gm)].map((match) => match[1]);
  assert.deepEqual(failed, [`${slug}: a step is 80 to 220 words`, `${slug}: nothing is left to fill in`]);
});
