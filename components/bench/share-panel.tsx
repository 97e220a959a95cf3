"use client";
import { useEffect, useRef, useState } from "react";
import { at, paths } from "../shell/paths.ts";
import { openFile } from "./bring-in.ts";
import { useBench, useBenchState } from "./context.ts";
import { fileNameAt, runToKeep, saveFile, textOf } from "./save-run.ts";
import styles from "./share.module.css";
import { longestHash, runToHash } from "./share.ts";
import { shareWordsOf } from "./share-words.ts";

/** What else can be handed on than code: the run itself, in a link where it is small enough, or in a file. */
export function SharePanel({ say, close }: { say: (text: string) => void; close: () => void }) {
  const { store, words, locale } = useBench();
  const says = shareWordsOf(locale).panel;
  const shown = useBenchState((state) => state.shown);
  const runs = useBenchState((state) => state.runs);
  const input = useRef<HTMLInputElement>(null);
  const trace = runToKeep({ shown, runs });
  const hash = useHash(trace);
  const link = hash && new URL(at(locale, paths.share) + hash, location.href).href;

  async function copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      say(says.runCopied);
    } catch {
      say(words.run.notCopied);
      location.assign(text);
    }
  }
  return (
    <ul className={styles.actions}>
      {link && link.length <= longestHash && (
        <li>
          <button type="button" onClick={() => void copy(link)}>
            {says.runLink(link.length)}
          </button>
        </li>
      )}
      {trace && (
        <li>
          <button type="button" onClick={() => saveFile(fileNameAt(new Date()), textOf(trace))}>
            {says.save}
          </button>
        </li>
      )}
      <li>
        <button type="button" onClick={() => input.current?.click()}>
          {says.open}
        </button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void openFile(store, file, locale);
            close();
          }}
        />
      </li>
      {link && link.length > longestHash && <li>{says.runTooLong(link.length, longestHash)}</li>}
      {!trace && <li>{says.noRun}</li>}
      <li>{says.drop}</li>
    </ul>
  );
}

/** The run as a link, worked out once the panel is open. */
function useHash(trace: ReturnType<typeof runToKeep>): string | null {
  const [made, setMade] = useState<{ events: unknown; hash: string } | null>(null);
  const events = trace?.events;
  // biome-ignore lint/correctness/useExhaustiveDependencies: its events tell one trace from another
  useEffect(() => {
    let here = true;
    if (trace) void runToHash(trace).then((hash) => here && setMade({ events, hash }));
    return () => {
      here = false;
    };
  }, [events]);
  return made && made.events === events ? made.hash : null;
}
