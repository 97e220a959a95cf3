"use client";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { Refusal } from "#protocol/errors";
import { useBench, useBenchState } from "../bench/context.ts";
import { filesOf, openFile } from "../bench/store.ts";
import { TabList } from "../bench/tabs.tsx";
import { addFile, removeFile, renameFile } from "./files.ts";
import styles from "./program-tabs.module.css";
import { playWordsOf } from "./words.ts";

/** The program's files: one is open, and it can be renamed or deleted; others can be added. */
export function FileTabs() {
  const { store, words, locale } = useBench();
  const says = playWordsOf(locale).files;
  const variants = useBenchState((state) => state.variants);
  const open = useBenchState((state) => state.open);
  const code = useBenchState((state) => state.code);
  const setups = useBenchState((state) => state.setups);
  const file = useBenchState((state) => state.file);
  const [naming, setNaming] = useState<"add" | "rename" | null>(null);
  const row = useRef<HTMLDivElement>(null);
  const files = filesOf({ variants, open, code, setups });
  const several = files.length > 1;

  /** Back to where the keyboard was. */
  const done = () => {
    setNaming(null);
    requestAnimationFrame(() => row.current?.querySelector<HTMLElement>("[aria-selected=true]")?.focus());
  };
  const onKey = (key: string) => {
    if (key === "F2") setNaming("rename");
    else if (key === "Delete" && several) void removeFile(store, file).then(done);
    else return false;
    return true;
  };
  return (
    <div className={styles.files} ref={row}>
      <TabList
        label={words.tabs.files}
        chosen={file}
        onChoose={(path) => openFile(store, path)}
        onKey={onKey}
        tabs={files.map(({ path }) => ({ id: path, name: path, edited: path in (code[open] ?? {}) }))}
      />
      {naming ? (
        <Naming
          key={naming}
          initial={naming === "rename" ? file : freeName(files.map(({ path }) => path))}
          take={(path) => (naming === "rename" ? renameFile(store, file, path) : addFile(store, path))}
          done={done}
          leave={() => setNaming(null)}
        />
      ) : (
        <div className={styles.tools}>
          <Tool name={says.add} onClick={() => setNaming("add")}>
            <path d="M8 2.5v11M2.5 8h11" />
          </Tool>
          <Tool name={says.rename(file)} onClick={() => setNaming("rename")}>
            <path d="M3 13l.6-2.9L11 2.7l2.3 2.3-7.4 7.4zM9.5 4.2l2.3 2.3" />
          </Tool>
          {several && (
            <Tool name={says.remove(file)} onClick={() => void removeFile(store, file).then(done)}>
              <path d="M3.5 3.5l9 9m0-9l-9 9" />
            </Tool>
          )}
        </div>
      )}
    </div>
  );
}

function Tool({ name, onClick, children }: { name: string; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" aria-label={name} title={name} onClick={onClick}>
      <svg
        width="14"
        height="14"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        {children}
      </svg>
    </button>
  );
}

type NamingProps = {
  initial: string;
  take: (path: string) => Promise<Refusal | null>;
  done: () => void;
  leave: () => void;
};

/** A name is taken with Enter, and given up with Esc or by leaving the field. */
function Naming({ initial, take, done, leave }: NamingProps) {
  const { words, locale } = useBench();
  const says = playWordsOf(locale).files;
  const input = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => {
    const dot = initial.lastIndexOf(".");
    input.current?.focus();
    input.current?.setSelectionRange(0, dot > 0 ? dot : initial.length);
  }, [initial]);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const path = input.current?.value.trim() ?? "";
    const refused = await take(path);
    if (refused) setRefusal(refused);
    else done();
  }
  const why = refusal?.detail && words.detail(refusal.detail.expected, refusal.detail.got);
  return (
    <form className={styles.naming} onSubmit={(event) => void submit(event)}>
      <input
        ref={input}
        defaultValue={initial}
        aria-label={says.name}
        aria-invalid={why ? true : undefined}
        aria-describedby={why ? "file-name-why" : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        translate="no"
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          done();
        }}
        onBlur={leave}
      />
      <p id="file-name-why" role="status">
        {why}
      </p>
    </form>
  );
}

function freeName(taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const path = number === 1 ? "util.ts" : `util${number}.ts`;
    if (!taken.includes(path)) return path;
  }
}
