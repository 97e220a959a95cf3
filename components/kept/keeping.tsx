"use client";
import { useRef, useState } from "react";
import type { Locale } from "../../lessons/types.ts";
import styles from "./keeping.module.css";

type Words = { save: string; open: string; failed: string };

/** Export and import. What does the work comes with the first press. */
export function Keeping({ locale, words }: { locale: Locale; words: Words }) {
  const [said, setSaid] = useState("");
  const input = useRef<HTMLInputElement>(null);
  async function say(work: (door: typeof import("./exchange.ts")) => string | Promise<string>) {
    try {
      setSaid(await work(await import("./exchange.ts")));
    } catch (error) {
      console.warn("expected to export or import, got", error);
      setSaid(words.failed);
    }
  }
  return (
    <>
      <p className={styles.actions}>
        <button type="button" onClick={() => say(({ exportFile }) => exportFile(locale))}>
          {words.save}
        </button>
        <button type="button" onClick={() => input.current?.click()}>
          {words.open}
        </button>
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          hidden
          onChange={({ target }) => {
            const file = target.files?.[0];
            // The same file may be chosen again.
            target.value = "";
            if (file) void say(({ importFile }) => importFile(file, locale));
          }}
        />
      </p>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </>
  );
}
