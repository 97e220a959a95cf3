import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inLanguage } from "../../lessons/language.ts";
import type { Locale } from "../../lessons/types.ts";
import type { BenchVariant } from "../bench/props.ts";
import { type Example, examples } from "./examples.ts";

/** The examples as a reader sees them, read from their folders while the page is built. `main.ts` is the entry. */
export const readExamples = (locale: Locale): Promise<BenchVariant[]> =>
  Promise.all(examples.map((example) => readExample(example, locale)));

async function readExample({ id, title, load }: Example, locale: Locale): Promise<BenchVariant> {
  const folder = join(process.cwd(), "components", "play", "examples", id);
  const names = await readdir(folder);
  names.sort((a, b) => Number(b === "main.ts") - Number(a === "main.ts") || a.localeCompare(b));
  const files = names.map(async (path) => {
    const code = await readFile(join(folder, path), "utf8");
    return { path, code: inLanguage(code, locale).trimEnd() };
  });
  return {
    id,
    role: "mine",
    label: title,
    files: await Promise.all(files),
    entry: "main.ts",
    ...(load ? { load } : {}),
  };
}
