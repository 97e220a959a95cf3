"use client";
import { lazy, Suspense, useRef, useState } from "react";
import { useBench } from "./context.ts";
import runBar from "./run-bar.module.css";
import styles from "./share.module.css";
import { longestHash, toHash } from "./share.ts";
import { requestOf } from "./store.ts";

const SharePanel = lazy(() => import("./share-panel.tsx").then((module) => ({ default: module.SharePanel })));

/** One press copies a link to the code as it stands; what opens offers the rest. */
export function Share() {
  const { store, words, knobs } = useBench();
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  async function copy(): Promise<void> {
    setSaid("");
    const hash = await toHash(requestOf(store.getState(), knobs));
    if (hash.length > longestHash) {
      setSaid(words.run.tooLong);
      return;
    }
    const link = new URL(hash, location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      setSaid(words.run.copied);
    } catch {
      // Not allowed, or not a secure page: the address bar is where people look for a link.
      history.replaceState(history.state, "", link);
      setSaid(words.run.notCopied);
    }
  }
  return (
    <>
      <button
        type="button"
        className={`${runBar.second} ${styles.share}`}
        popoverTarget="share"
        onClick={() => !open && copy()}
      >
        {words.run.share}
      </button>
      <div
        ref={panel}
        id="share"
        popover="auto"
        className={styles.panel}
        onToggle={(event) => setOpen(event.newState === "open")}
      >
        <p role="status">{said}</p>
        {open && (
          <Suspense>
            <SharePanel say={setSaid} close={() => panel.current?.hidePopover()} />
          </Suspense>
        )}
      </div>
    </>
  );
}
