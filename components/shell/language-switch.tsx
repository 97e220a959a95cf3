"use client";

import type { Locale } from "../../lessons/types.ts";
import { languageNames, locales } from "../i18n/locales.ts";
import { at } from "./paths.ts";
import styles from "./shell.module.css";

type Props = { locale: Locale; path: string; label: string };

/** The same page in the other language, at the same step. The choice decides where `/` leads from then on. */
export function LanguageSwitch({ locale, path, label }: Props) {
  return (
    <ul className={styles.languages} aria-label={label}>
      {locales.map((other) => (
        <li key={other}>
          <a
            href={at(other, path)}
            hrefLang={other}
            lang={other}
            aria-current={other === locale ? "true" : undefined}
            onClick={(event) => {
              if (!event.currentTarget.hash) event.currentTarget.hash = location.hash;
              // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser we serve.
              document.cookie = `locale=${other};path=/;max-age=31536000;samesite=lax`;
            }}
          >
            {languageNames[other]}
          </a>
        </li>
      ))}
    </ul>
  );
}
