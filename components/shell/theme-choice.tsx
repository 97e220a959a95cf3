"use client";

import { useId, useSyncExternalStore } from "react";
import type { Dict } from "../i18n/index.ts";
import styles from "./shell.module.css";
import { chooseTheme, readTheme, themes, watchTheme } from "./theme.ts";

const serverTheme = () => "system" as const;

export function ThemeChoice({ words }: { words: Dict["theme"] }) {
  const name = useId();
  const chosen = useSyncExternalStore(watchTheme, readTheme, serverTheme);
  return (
    <fieldset className={styles.themes}>
      <legend>{words.label}</legend>
      {themes.map((theme) => (
        <label key={theme}>
          <input type="radio" name={name} checked={theme === chosen} onChange={() => chooseTheme(theme)} />
          {words[theme]}
        </label>
      ))}
    </fieldset>
  );
}
