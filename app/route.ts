import { isLocale } from "../components/i18n/locales.ts";
import type { Locale } from "../lessons/types.ts";

/**
 * `/` leads to the language chosen before, else to the one the browser asks for; whoever asks only for others
 * gets English, whoever asks for nothing gets Korean.
 */
export function GET(request: Request): Response {
  const wish = request.headers.get("accept-language");
  const locale = chosen(request.headers.get("cookie")) ?? asked(wish) ?? (wish ? "en" : "ko");
  return new Response(null, {
    status: 307,
    headers: { location: `/${locale}`, vary: "accept-language, cookie", "cache-control": "no-store" },
  });
}

function chosen(cookie: string | null): Locale | null {
  const value = /(?:^|;\s*)locale=(\w+)/.exec(cookie ?? "")?.[1] ?? "";
  return isLocale(value) ? value : null;
}

/** The languages by their weight, as `Accept-Language: en;q=0.5, ko-KR` lists them. */
function asked(header: string | null): Locale | null {
  const wishes = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...options] = part.trim().toLowerCase().split(";");
      const weight = options.map((option) => /^\s*q=([\d.]+)/.exec(option)?.[1]).find(Boolean);
      return { language: tag.split("-")[0] ?? "", weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wishes.map(({ language }) => language).find(isLocale) ?? null;
}
