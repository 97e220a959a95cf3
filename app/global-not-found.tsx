import type { Metadata } from "next";
import { locales } from "../components/i18n/locales.ts";
import { bootScript } from "../components/shell/boot-script.ts";
import { Mark } from "../components/shell/mark.tsx";
import { at, paths } from "../components/shell/paths.ts";
import { missing } from "../components/shell/trouble.ts";
import "./tokens.css";
import "./fonts.css";
import "./base.css";
import "./trouble.css";

export const metadata: Metadata = { title: `404 · ${missing.title.ko} · ${missing.title.en}` };

/** One static page for every address that leads nowhere; the address may have no language, so it speaks both. */
export default function NotFound() {
  return (
    <html lang="ko" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours */}
        <script dangerouslySetInnerHTML={{ __html: bootScript }} />
      </head>
      <body>
        <main className="trouble">
          <Mark size={40} />
          <p className="trouble-code">404</p>
          {locales.map((locale) => (
            <section key={locale} lang={locale}>
              <h1>{missing.title[locale]}</h1>
              <p>{missing.says[locale]}</p>
              <p>
                <a href={at(locale, paths.home)}>{missing.home[locale]}</a>
              </p>
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}
