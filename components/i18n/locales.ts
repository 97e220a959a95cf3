import type { Locale, Text } from "../../lessons/types.ts";

export const locales = ["ko", "en"] as const satisfies readonly Locale[];
export const isLocale = (value: string): value is Locale => value === "ko" || value === "en";

/** How each language names itself, the same on every page. */
export const languageNames: Text = { ko: "한국어", en: "English" };
