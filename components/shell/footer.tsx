import type { Locale } from "../../lessons/types.ts";
import { dictOf } from "../i18n/index.ts";
import styles from "./footer.module.css";
import { at, paths } from "./paths.ts";

export function Footer({ locale }: { locale: Locale }) {
  const { nav } = dictOf(locale);
  return (
    <footer className={styles.footer}>
      <ul>
        <li>
          <a href={at(locale, paths.course)}>{nav.course}</a>
        </li>
        <li>
          <a href={at(locale, paths.play)}>{nav.play}</a>
        </li>
        <li>
          <a href={at(locale, paths.glossary)}>{nav.glossary}</a>
        </li>
        <li>
          <a href={at(locale, paths.packages)}>{nav.packages}</a>
        </li>
        <li>
          <a href={at(locale, paths.lab)}>lab</a>
        </li>
      </ul>
    </footer>
  );
}
