import type { Locale } from "../../lessons/types.ts";
import { locales } from "./locales.ts";

/** A JSON file for each language under one address, made while the site is built: `…/ko.json`, `…/en.json`. */
export const localeFiles = () => locales.map((locale) => ({ name: `${locale}.json` }));

type Context = { params: Promise<{ name: string }> };

export function localeFile(make: (locale: Locale) => unknown) {
  return async (_request: Request, { params }: Context): Promise<Response> => {
    const { name } = await params;
    const locale = locales.find((known) => name === `${known}.json`);
    return locale ? Response.json(await make(locale)) : new Response(null, { status: 404 });
  };
}
