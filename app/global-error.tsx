"use client";

import { locales } from "../components/i18n/locales.ts";
import { broken } from "../components/shell/trouble.ts";
import "./tokens.css";
import "./base.css";
import "./trouble.css";

/** The layout itself broke, and with it the knowledge of the language: both are spoken. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="ko">
      <body>
        <title>{`${broken.title.ko} · ${broken.title.en}`}</title>
        <main className="trouble">
          {locales.map((locale) => (
            <section key={locale} lang={locale}>
              <h1>{broken.title[locale]}</h1>
              <p>{broken.says[locale]}</p>
              <p>
                <button type="button" onClick={reset}>
                  {broken.again[locale]}
                </button>
              </p>
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}
