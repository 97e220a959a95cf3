import type { Locale } from "../../lessons/types.ts";
import type { StepName } from "../lesson/steps.ts";

/**
 * What search looks through: every lesson in one language, cut at its headings. Made while the site is built and
 * fetched when search is opened. Both languages have the same lessons and sections, in the same order.
 */
export type Section = { step: StepName; heading: string; text: string };
export type Index = { lessons: { id: string; slug: string; title: string; sections: Section[] }[] };

export const indexPath = (locale: Locale) => `/search/${locale}.json`;
