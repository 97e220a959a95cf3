import type { Locale } from "../../../lessons/types.ts";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

/** Every word of the bench. Korean is written first; English must have every entry it has. */
export type Words = typeof ko;

const all: Record<Locale, Words> = { ko, en };
export const wordsOf = (locale: Locale): Words => all[locale];
