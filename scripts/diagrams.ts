/**
 * `node scripts/diagrams.ts [slug …]` draws what has changed into `lessons/<slug>/diagrams/<name>.<locale>.svg`;
 * with `--check` it draws nothing and fails where a committed picture is not that of its text.
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lessons } from "../lessons/index.ts";
import { readProse } from "../lessons/read.ts";
import type { Lesson, Locale } from "../lessons/types.ts";
import { type Drawer, openDrawer } from "./diagrams/browser.ts";
import { fencesOf } from "./diagrams/fences.ts";
import { drawingHand, stampIn, stampOf } from "./diagrams/stamp.ts";

type Wanted = { file: string; source: string; prefix: string; title: string; desc: string; stamp: string };

const locales: readonly Locale[] = ["ko", "en"];
const hand = drawingHand();
const folderOf = (slug: string) => join(import.meta.dirname, "..", "lessons", slug, "diagrams");

async function wantedBy({ slug, diagrams }: Lesson): Promise<Wanted[]> {
  const lists = await Promise.all(
    locales.map(async (locale) =>
      fencesOf(await readProse(slug, locale)).map(({ name, source }) => {
        const told = diagrams[name];
        if (!told) throw new Error(`lessons/${slug}/lesson.ts: expected a caption and alt for the diagram "${name}"`);
        const [title, desc] = [told.caption[locale], told.alt[locale]];
        const stamp = stampOf(hand, source, title, desc);
        return { file: `${name}.${locale}.svg`, source, prefix: `${slug}-${name}-${locale}`, title, desc, stamp };
      }),
    ),
  );
  return lists.flat();
}

const committed = async (slug: string) =>
  (await readdir(folderOf(slug)).catch(() => [])).filter((name) => name.endsWith(".svg"));

async function isFresh(slug: string, { file, stamp }: Wanted): Promise<boolean> {
  const svg = await readFile(join(folderOf(slug), file), "utf8").catch(() => "");
  return stampIn(svg) === stamp;
}

const args = process.argv.slice(2);
const check = args.includes("--check");
const slugs = args.filter((arg) => !arg.startsWith("--"));
const unknown = slugs.filter((slug) => !lessons.some((lesson) => lesson.slug === slug));
if (unknown.length > 0) throw new Error(`expected the slug of a written lesson, got ${unknown.join(", ")}`);

let stale = 0;
let drawer: Drawer | undefined;
try {
  for (const lesson of lessons.filter(({ slug }) => slugs.length === 0 || slugs.includes(slug))) {
    const wanted = await wantedBy(lesson);
    const orphans = (await committed(lesson.slug)).filter((name) => !wanted.some(({ file }) => file === name));
    for (const one of wanted) {
      if (await isFresh(lesson.slug, one)) continue;
      stale += 1;
      const path = join(folderOf(lesson.slug), one.file);
      console.log(`${check ? "stale" : "drawn"}  lessons/${lesson.slug}/diagrams/${one.file}`);
      if (check) continue;
      drawer ??= await openDrawer();
      await mkdir(folderOf(lesson.slug), { recursive: true });
      await writeFile(path, await drawer.draw(one.source, one));
    }
    for (const orphan of orphans) {
      stale += 1;
      console.log(`${check ? "orphan" : "removed"}  lessons/${lesson.slug}/diagrams/${orphan}`);
      if (!check) await rm(join(folderOf(lesson.slug), orphan));
    }
  }
} finally {
  await drawer?.[Symbol.asyncDispose]();
}
if (check && stale > 0) {
  console.log(`${stale} picture(s) are not those of the text. Draw them with: node scripts/diagrams.ts`);
  process.exitCode = 1;
}
