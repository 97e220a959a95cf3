import type { Locale } from "../../lessons/types.ts";
import { Doors } from "../doors/doors.tsx";
import { dictOf } from "../i18n/index.ts";
import { LanguageSwitch } from "./language-switch.tsx";
import { Mark } from "./mark.tsx";
import { Menu } from "./menu.tsx";
import { at, paths } from "./paths.ts";
import styles from "./shell.module.css";
import { ThemeChoice } from "./theme-choice.tsx";

type Props = {
  locale: Locale;
  /** This page without its language, for the switch. */
  path: string;
  current?: "play" | "lab" | "glossary" | "packages";
  /** What lies above this page, and its own name last. */
  trail?: readonly { name: string; path?: string }[];
  /** Home: as wide as its own column, without a line below. */
  airy?: boolean;
};

export function Header({ locale, path, current, trail = [], airy = false }: Props) {
  const { nav, theme, site, doors, steps } = dictOf(locale);
  const main = [
    { id: "course", path: paths.course, name: nav.course },
    { id: "play", path: paths.play, name: nav.play },
  ];
  const source = { id: "lab", path: paths.lab, name: nav.source };
  const more = [
    source,
    { id: "glossary", path: paths.glossary, name: nav.glossary },
    { id: "packages", path: paths.packages, name: nav.packages },
  ];
  const item = (link: { id: string; path: string; name: string }) => (
    <li key={link.id}>
      <a href={at(locale, link.path)} aria-current={link.id === current ? "page" : undefined}>
        {link.name}
      </a>
    </li>
  );
  const here = trail.at(-1);

  return (
    <>
      <a className={styles.skip} href="#main">
        {site.skip}
      </a>
      <header className={styles.header} data-airy={airy || undefined}>
        <a className={styles.logo} href={at(locale, paths.home)} aria-label={nav.home}>
          <Mark />
          <span className={here ? styles.logoName : undefined}>Looplab</span>
        </a>
        {here && (
          <nav aria-label={nav.trail} className={styles.trail}>
            <ol>
              {trail.slice(0, -1).map((crumb) => (
                <li key={crumb.name}>{crumb.path ? <a href={at(locale, crumb.path)}>{crumb.name}</a> : crumb.name}</li>
              ))}
              <li aria-current="page">{here.name}</li>
            </ol>
          </nav>
        )}
        <nav aria-label={nav.label} className={styles.wide}>
          <ul className={styles.links}>{(airy || current === "lab" ? [...main, source] : main).map(item)}</ul>
        </nav>
        <Doors locale={locale} words={doors} steps={steps} />
        <div className={styles.wide}>
          <LanguageSwitch locale={locale} path={path} label={nav.language} />
        </div>
        <button type="button" popoverTarget="theme" className={styles.themeButton} aria-label={theme.label}>
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
            <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.4" />
            <path d="M7 1.5a5.5 5.5 0 0 1 0 11Z" fill="currentColor" />
          </svg>
        </button>
        <button type="button" popoverTarget="menu" className={styles.menuButton} aria-label={nav.menu}>
          <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
            <path d="M1 4h20M1 11h20M1 18h20" stroke="currentColor" strokeWidth="2" />
          </svg>
        </button>
      </header>
      <div id="theme" popover="auto" className={styles.themePopover}>
        <ThemeChoice words={theme} />
      </div>
      <Menu id="menu" className={styles.menu}>
        <nav aria-label={nav.label}>
          <ul className={styles.links}>{[...main, ...more].map(item)}</ul>
        </nav>
        <LanguageSwitch locale={locale} path={path} label={nav.language} />
        <ThemeChoice words={theme} />
      </Menu>
    </>
  );
}
