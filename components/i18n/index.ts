import type { Locale } from "../../lessons/types.ts";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

/** The words of the site's shell and pages. Korean is written first; English must have every entry it has. */
export type Dict = typeof ko;

const dicts: Record<Locale, Dict> = { ko, en };
export const dictOf = (locale: Locale): Dict => dicts[locale];
