"use client";
import { type KeyboardEvent, useRef } from "react";
import { useBench, useBenchState } from "./context.ts";
import { startOver, takeBack } from "./editing.ts";
import { filesOf, isEdited, openFile, openVariant } from "./store.ts";
import styles from "./tabs.module.css";

/** Which code is open: a tab a variant, and a tab a file where there are several. */
export function Tabs() {
  const { store, words, locale } = useBench();
  const variants = useBenchState((state) => state.variants);
  const open = useBenchState((state) => state.open);
  const file = useBenchState((state) => state.file);
  const code = useBenchState((state) => state.code);
  const setups = useBenchState((state) => state.setups);
  const files = filesOf({ variants, open, code, setups }).filter((known) => !known.hidden);
  return (
    <div className={styles.tabs}>
      {variants.length > 1 && (
        <TabList
          label={words.tabs.variants}
          chosen={open}
          onChoose={(id) => openVariant(store, id)}
          tabs={variants.map(({ id, label }) => ({
            id,
            name: label[locale],
            edited: isEdited({ code, setups, open }, id),
          }))}
        />
      )}
      {(files.length > 1 || variants.length === 1) && (
        <TabList
          label={words.tabs.files}
          chosen={file}
          onChoose={(path) => openFile(store, path)}
          tabs={files.map(({ path }) => ({ id: path, name: path, edited: path in (code[open] ?? {}) }))}
        />
      )}
      <Keeping onlyFile={files.length === 1 && variants.length > 1 ? files[0]?.path : undefined} />
    </div>
  );
}

type Tab = { id: string; name: string; edited: boolean };
type TabListProps = {
  label: string;
  tabs: readonly Tab[];
  chosen: string;
  onChoose: (id: string) => void;
  /** Keys of the list's own, on the chosen tab. */
  onKey?: (key: string) => boolean;
};

/** Arrow keys move between the tabs of a list, as everywhere; only the chosen one is a stop of Tab. */
export function TabList({ label, tabs, chosen, onChoose, onKey }: TabListProps) {
  const { words } = useBench();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const target = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (target === undefined) {
      if (onKey?.(event.key)) event.preventDefault();
      return;
    }
    event.preventDefault();
    const next = (target + tabs.length) % tabs.length;
    onChoose(tabs[next]?.id ?? chosen);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={label} className={styles.tabList} onKeyDown={onKeyDown}>
      {tabs.map(({ id, name, edited }) => (
        <button
          key={id}
          type="button"
          role="tab"
          aria-selected={id === chosen}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
          translate="no"
        >
          {name}
          {edited && <span className={styles.edited}>{words.tabs.edited}</span>}
        </button>
      ))}
    </div>
  );
}

/** That nothing is lost, and the way back to the lesson's own code. */
export function Keeping({ onlyFile }: { onlyFile?: string | undefined }) {
  const { store, words, node } = useBench();
  const edited = useBenchState((state) => isEdited(state));
  const thrownAway = useBenchState((state) => state.thrownAway !== null);
  const saves = useBenchState((state) => state.saves);
  if (!edited && !thrownAway) {
    return (
      <p className={styles.keeping}>
        <span translate="no">{onlyFile}</span>
        <span>Node {node}</span>
      </p>
    );
  }
  return (
    <p className={styles.keeping}>
      {edited && <span>{saves ? words.editor.saved : words.editor.unsaved}</span>}
      {edited && (
        <button type="button" onClick={() => startOver(store)}>
          {words.editor.startOver}
        </button>
      )}
      {thrownAway && (
        <button type="button" onClick={() => takeBack(store)}>
          {words.editor.undo}
        </button>
      )}
    </p>
  );
}
