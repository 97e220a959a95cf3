"use client";
import { useEffect, useState } from "react";
import { useBench, useBenchState } from "../bench/context.ts";
import { browserShelf } from "../bench/saved.ts";
import { isEdited, openVariant } from "../bench/store.ts";
import { Keeping } from "../bench/tabs.tsx";
import { FileTabs } from "./file-tabs.tsx";
import styles from "./program-tabs.module.css";
import { playWordsOf } from "./words.ts";

/** Which program, and which of its files. Each program keeps what the reader made of it. */
export function ProgramTabs() {
  const { store, locale } = useBench();
  const says = playWordsOf(locale);
  const variants = useBenchState((state) => state.variants);
  const open = useBenchState((state) => state.open);
  const code = useBenchState((state) => state.code);
  const setups = useBenchState((state) => state.setups);
  const ready = useBenchState((state) => state.restored);
  useLastOpened();
  return (
    <div className={styles.head}>
      <div className={styles.program}>
        {/* Until the page has woken up a choice would be lost. */}
        <select
          aria-label={says.program}
          value={open}
          disabled={!ready}
          onChange={(event) => openVariant(store, event.target.value)}
        >
          {variants.map(({ id, label }) => (
            <option key={id} value={id}>
              {isEdited({ code, setups, open }, id) ? `${label[locale]} · ${says.edited}` : label[locale]}
            </option>
          ))}
        </select>
        <Keeping />
      </div>
      <FileTabs />
    </div>
  );
}

const place = "looplab:play:open";

/** Coming back opens the program that was left, unless a link brought another. */
function useLastOpened(): void {
  const { store } = useBench();
  const restored = useBenchState((state) => state.restored);
  const open = useBenchState((state) => state.open);
  const [looked, setLooked] = useState(false);
  useEffect(() => {
    if (!restored || looked) return;
    setLooked(true);
    const last = browserShelf()?.getItem(place);
    const { variants } = store.getState();
    if (last && !location.hash && variants.some(({ id }) => id === last)) openVariant(store, last);
  }, [restored, looked, store]);
  useEffect(() => {
    if (!looked) return;
    try {
      browserShelf()?.setItem(place, open);
    } catch {
      // Full or forbidden: the first program opens next time.
    }
  }, [looked, open]);
}
