/** A new lesson's folder: the skeleton under the id, slug, title and sources the course has for it. */
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listings } from "../../lessons/course.ts";
import { coverage } from "../../lessons/coverage.ts";
import type { Listing } from "../../lessons/types.ts";
import { registers } from "./register.ts";

/** The files it made or changed, relative to `root`. */
export async function createLesson(root: string, id: string, slug: string): Promise<string[]> {
  const listing = listings.find((known) => known.slug === slug && known.id === id);
  if (!listing) throw new Error(`expected an id and its slug from lessons/course.ts, got ${id} ${slug}`);

  const registered = await Promise.all(
    registers.map(async ({ file, add }) => ({ file, text: add(await readFile(join(root, file), "utf8"), listing) })),
  );
  const folder = join("lessons", slug);
  await cp(join(root, "lessons/skeleton"), join(root, folder), { recursive: true, force: false, errorOnExist: true });
  const lesson = join(folder, "lesson.ts");
  await writeFile(join(root, lesson), named(await readFile(join(root, lesson), "utf8"), listing));
  for (const { file, text } of registered) await writeFile(join(root, file), text);
  return [lesson, ...registered.map(({ file }) => file)];
}

function named(skeleton: string, { id, slug, title }: Listing): string {
  return [
    ["L00", id],
    ["skeleton", slug],
    ["‹제목›", title.ko],
    ["‹title›", title.en],
  ]
    .reduce((text, [mark = "", word = ""]) => text.replace(`"${mark}"`, JSON.stringify(word)), skeleton)
    .replace("sources: []", `sources: ${JSON.stringify(coverage[id])}`);
}
