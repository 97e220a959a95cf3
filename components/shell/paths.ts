import type { Locale } from "../../lessons/types.ts";

/** Addresses without their language; `at` puts it in front. */
export const paths = {
  home: "",
  course: "#course",
  play: "/play",
  share: "/share",
  glossary: "/glossary",
  lab: "/lab",
  packages: "/packages",
  lesson: (slug: string) => `/lessons/${slug}`,
} as const;

export const at = (locale: Locale, path: string) => `/${locale}${path}`;
