/**
 * Learners read comments in their own language: a line `// ko: …` stands directly above its `// en: …`,
 * and each reader sees one of the two, so lines are the same for both.
 */
import type { Locale } from "./types.ts";

const spoken = /^([ \t]*\/\/ )(ko|en): /;

export const inLanguage = (code: string, locale: Locale): string =>
  code
    .split("\n")
    .filter((line) => (spoken.exec(line)?.[2] ?? locale) === locale)
    .map((line) => line.replace(spoken, "$1"))
    .join("\n");
