"use client";
import { useEffect, useState } from "react";
import type { Locale } from "../../lessons/types.ts";
import type { Dict } from "../i18n/index.ts";
import { useArriving } from "../shell/use-arriving.ts";
import styles from "./doors.module.css";
import { type Door, doorOf, letterKeysOn } from "./keys.ts";

type Props = { locale: Locale; words: Dict["doors"]; steps: Dict["steps"] };

/** Search and the sheet of shortcuts: two buttons and their keys. What opens is loaded when it is opened. */
export function Doors({ locale, words, steps }: Props) {
  const [open, setOpen] = useState<Door | null>(null);
  const search = useArriving(open === "search", () => import("../search/search-dialog.tsx"));
  const keys = useArriving(open === "keys", () => import("./keys-dialog.tsx"));
  const missing = (open === "search" && search === "missing") || (open === "keys" && keys === "missing");
  const close = () => setOpen(null);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const door = doorOf(event, isWriting(event.target) || !letterKeysOn());
      if (!door) return;
      event.preventDefault();
      setOpen(door);
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <>
      <button
        type="button"
        className={styles.search}
        aria-label={words.search}
        aria-keyshortcuts="/ Control+K Meta+K"
        onClick={() => setOpen("search")}
      >
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <path
            d="M9 9l4 4M10.2 5.6a4.6 4.6 0 1 1-9.2 0 4.6 4.6 0 0 1 9.2 0Z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
          />
        </svg>
        <span>{words.search}</span>
        <span aria-hidden="true" className={styles.key}>
          /
        </span>
      </button>
      <button
        type="button"
        className={styles.keys}
        aria-label={words.keys}
        aria-keyshortcuts="?"
        onClick={() => setOpen("keys")}
      >
        ?
      </button>
      {open === "search" && search && search !== "missing" && (
        <search.SearchDialog locale={locale} steps={steps} onClose={close} />
      )}
      {open === "keys" && keys && keys !== "missing" && <keys.KeysDialog locale={locale} onClose={close} />}
      {missing && (
        <p role="alert" className={styles.missing}>
          {words.missing}{" "}
          <button type="button" onClick={close}>
            {words.close}
          </button>
        </p>
      )}
    </>
  );
}

/** Where letters are text. Monaco's field is no field of the browser's own; it only says that it is one. */
const isWriting = (target: EventTarget | null) =>
  target instanceof Element && target.matches(":read-write, [role=textbox]");
