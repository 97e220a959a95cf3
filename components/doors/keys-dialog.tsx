"use client";
import { useState } from "react";
import type { Locale } from "../../lessons/types.ts";
import { Dialog } from "../shell/dialog.tsx";
import { letterKeysOn, switchLetterKeys } from "./keys.ts";
import styles from "./keys-dialog.module.css";
import { keysWordsOf } from "./keys-words.ts";

/** Every key that does something, by where it does it. */
export function KeysDialog({ locale, onClose }: { locale: Locale; onClose: () => void }) {
  const words = keysWordsOf(locale);
  const [letters, setLetters] = useState(letterKeysOn);
  return (
    <Dialog title={words.title} close={words.close} onClose={onClose}>
      <div className={styles.groups}>
        {words.groups.map(({ title, shortcuts }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {shortcuts.map(({ keys, does }) => (
                <div key={does}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <label>
          <input
            type="checkbox"
            checked={letters}
            onChange={({ target }) => {
              setLetters(target.checked);
              switchLetterKeys(target.checked);
            }}
          />
          {words.letters}
        </label>
      </div>
    </Dialog>
  );
}
