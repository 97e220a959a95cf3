/** What a lesson's author has still to write: everything the skeleton put in ‹ ›. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export type Left = { file: string; line: number; what: string };

export async function leftIn(root: string, slug: string): Promise<Left[]> {
  const folder = join("lessons", slug);
  const names = await readdir(join(root, folder), { recursive: true });
  const texts = names.filter((name) => /\.(?:ts|mdx)$/.test(name)).sort();
  const found = await Promise.all(
    texts.map(async (name) => {
      const file = join(folder, name).replaceAll("\\", "/");
      return marked(await readFile(join(root, file), "utf8")).map((at) => ({ file, ...at }));
    }),
  );
  return found.flat();
}

/** A line counts once, however many marks it has. */
function marked(text: string): Omit<Left, "file">[] {
  return text.split("\n").flatMap((content, index) => {
    const marks = content.match(/‹[^›]*›/g);
    return marks ? [{ line: index + 1, what: marks.join(" ") }] : [];
  });
}
