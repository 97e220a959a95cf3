import type { Locale } from "../../lessons/types.ts";

/** The questions of every lesson in one language: a file the browser fetches when some are due. */
export type Questions = Record<string, { title: string; questions: { ask: string; answer: string }[] }>;

export const questionsPath = (locale: Locale) => `/questions/${locale}.json`;
