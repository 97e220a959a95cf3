import type { Locale } from "../../../../lessons/types.ts";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

/** The words of what is drawn of a run: they come with the first one, not with the page. */
export type DrawnWords = typeof ko;

const all: Record<Locale, DrawnWords> = { ko, en };
export const drawnWordsOf = (locale: Locale): DrawnWords => all[locale];
