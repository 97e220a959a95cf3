/** A lesson's files, read from disk: by the site while it builds its pages, and by the proofs. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Trace } from "#protocol";
import { inLanguage } from "./language.ts";
import type { SourceFile } from "./requests.ts";
import type { Lesson, Locale, Measured } from "./types.ts";

/** Bundlers move this module but not the lessons: both programs start in the project's folder. */
const folder = (slug: string, ...rest: string[]) => join(process.cwd(), "lessons", slug, ...rest);

export const readProse = (slug: string, locale: Locale): Promise<string> =>
  readFile(folder(slug, `${locale}.mdx`), "utf8");

export const readDiagram = (slug: string, name: string, locale: Locale): Promise<string> =>
  readFile(folder(slug, "diagrams", `${name}.${locale}.svg`), "utf8");

/** `variants/<id>.ts` is seen as `main.ts`; a folder is seen as it stands, its `main.ts` first. */
export async function readVariant(slug: string, id: string, locale: Locale): Promise<SourceFile[]> {
  const single = await text(folder(slug, "variants", `${id}.ts`));
  if (single !== null) return [{ path: "main.ts", code: shown(single, locale) }];
  const names = (await readdir(folder(slug, "variants", id), { recursive: true })).filter((name) =>
    /\.\w+$/.test(name),
  );
  names.sort((a, b) => Number(b === "main.ts") - Number(a === "main.ts") || a.localeCompare(b));
  return Promise.all(
    names.map(async (name) => ({
      path: name.replaceAll("\\", "/"),
      code: shown(await readFile(folder(slug, "variants", id, name), "utf8"), locale),
    })),
  );
}

export type ExerciseFiles = { start: string; solution: string; driver: string; wrong: Record<string, string> };

export async function readExercise({ slug, exercise }: Lesson, locale: Locale): Promise<ExerciseFiles> {
  const file = async (name: string) => shown(await readFile(folder(slug, "exercise", name), "utf8"), locale);
  const wrong = await Promise.all(
    exercise.wrong.map(async ({ file: name }) => [name, await file(`wrong/${name}`)] as const),
  );
  return {
    start: await file("start.ts"),
    solution: await file("solution.ts"),
    driver: await file("driver.ts"),
    wrong: Object.fromEntries(wrong),
  };
}

/** An editor would show the line break at the end as one more line. */
const shown = (code: string, locale: Locale) => inLanguage(code, locale).trimEnd();

export const readMeasured = (slug: string): Promise<Measured | null> => json<Measured>(folder(slug, "measured.json"));

export const readRecording = (slug: string, variant: string): Promise<Trace | null> =>
  json<Trace>(folder(slug, "recordings", `${variant}.json`));

async function text(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

async function json<T>(path: string): Promise<T | null> {
  const found = await text(path);
  return found === null ? null : (JSON.parse(found) as T);
}
