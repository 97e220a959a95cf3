import type { Locale } from "../../lessons/types.ts";
import type { StepName } from "../lesson/steps.ts";
import { find, type Hit } from "./find.ts";
import type { Index } from "./index-file.ts";
import type { Snippet } from "./snippet.ts";

/**
 * What a reader is shown: hits in the page's own language first, then places where only the other language says
 * the word (an English term on a Korean page). Both lead to the same step; its heading is in the page's language.
 */
export type Result = {
  id: string;
  slug: string;
  lesson: string;
  step: StepName;
  heading: string;
  snippet: Snippet;
  /** The language of the snippet. */
  lang: Locale;
};
export type Indexes = Record<Locale, Index>;

export function resultsOf(indexes: Indexes, locale: Locale, question: string): { results: Result[]; near: boolean } {
  const other = locale === "ko" ? "en" : "ko";
  const found = ([locale, other] as const).map((lang) => ({ lang, ...find(indexes[lang], question) }));
  const exact = found.filter(({ near }) => !near);
  const near = exact.every(({ hits }) => hits.length === 0);
  const seen = new Set<string>();
  const results = (near ? found : exact).flatMap(({ lang, hits }) =>
    hits.flatMap((hit) => {
      const place = `${hit.lesson}/${hit.section}`;
      if (seen.has(place)) return [];
      seen.add(place);
      return resultOf(indexes[locale], hit, lang) ?? [];
    }),
  );
  return { results, near: near && results.length > 0 };
}

function resultOf({ lessons }: Index, { lesson: at, section: position, snippet }: Hit, lang: Locale): Result | null {
  const lesson = lessons[at];
  const section = lesson?.sections[position];
  if (!lesson || !section) return null;
  const { id, slug, title } = lesson;
  return { id, slug, lesson: title, step: section.step, heading: section.heading, snippet, lang };
}
