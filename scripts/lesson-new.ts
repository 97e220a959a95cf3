/** `npm run lesson:new -- L14 semaphore`: a lesson that runs, under that name of the map, and a list of what to write. */
import { join } from "node:path";
import { createLesson } from "./lesson-new/create.ts";
import { leftIn } from "./lesson-new/left.ts";
import { fail, run, say } from "./ready/say.mjs";

const [id = "", slug = "", ...more] = process.argv.slice(2);
if (!id || !slug || more.length > 0) fail(`expected an id and a slug of the course map, got "${[id, slug, ...more]}"`);

const root = join(import.meta.dirname, "..");
const changed = await createLesson(root, id, slug).catch(({ message }: Error) => fail(message) as never);
const code = await run("biome", ["check", "--write", "--log-level=error", ...changed], {
  cwd: root,
  shell: process.platform === "win32",
});
if (code !== 0) fail("biome could not put the registered files in order; see above");

const left = await leftIn(root, slug);
for (const { file, line, what } of left) say(`${`${file}:${line}`.padEnd(52)} ${what}`);
const next = [
  [`npm run diagrams -- ${slug}`, "draws its diagrams: once now, then after every change of one"],
  ["npm run dev", `previews it at http://localhost:3000/ko/lessons/${slug}`],
  [`npm run lessons -- ${slug}`, "proves it; with --write it records the numbers the page shows"],
];
say(`
✓ lessons/${slug}/ runs as it stands. Its code shows the form: replace it.
  ${left.length} places, listed above, wait for your words in ‹ ›.
`);
for (const [command = "", does] of next) say(`  ${command.padEnd(42)} ${does}`);
