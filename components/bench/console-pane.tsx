"use client";
import { useEffect, useRef } from "react";
import styles from "./console.module.css";
import { lineCount, shownText } from "./console-lines.ts";
import { useBench, useBenchState } from "./context.ts";
import { titleOf } from "./past.ts";
import { goToLine } from "./pointing.ts";
import { isUnderWay } from "./run-state.ts";
import { usePaced } from "./use-paced.ts";

/** What the program printed, and what went wrong, each with its time. */

/** More than these are drawn four times a second while they pour: nobody reads faster, and a frame has other work. */
const fewLines = 100;

export function ConsolePane({ id }: { id: string }) {
  "use memo";
  const { store, words, locale } = useBench();
  const run = useBenchState((state) => state.runs[id]);
  const name = useBenchState((state) => (state.shown.length > 1 ? titleOf(state, id, locale, words) : null));
  const list = useRef<HTMLOListElement>(null);
  const pouring = run !== undefined && isUnderWay(run.state) && run.recording.console.lines.length > fewLines;
  const output = usePaced(run?.recording.console, pouring ? 250 : 0);
  const lines = output?.lines ?? [];
  const forgotten = output?.forgotten ?? 0;
  const newest = forgotten + lines.length;

  // It follows the newest line, unless the reader has scrolled up to read.
  const follows = useRef(true);
  useEffect(() => {
    if (newest > 0 && follows.current) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [newest]);

  return (
    <section className={styles.console} aria-label={name ? `${words.region.console} · ${name}` : words.region.console}>
      <h3>
        {words.region.console}
        {name && <span>{name}</span>}
        {output && <span>{words.console.lines(lineCount(output))}</span>}
      </h3>
      {run?.recording.errors.map((error, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: errors are only ever added
        <div key={index} className={styles.error}>
          <p>
            <b>{words.errorKind[error.kind]}</b>
            {error.file && error.line && (
              <button
                type="button"
                onClick={() => goToLine(store, { file: error.file ?? "", line: error.line ?? 1 }, id)}
              >
                <code>{`${error.file}:${error.line}`}</code>
              </button>
            )}
          </p>
          <pre>{error.message}</pre>
        </div>
      ))}
      {run?.recording.dropped.map(({ what, count }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are only ever added
        <p key={index} className={styles.note}>
          {words.console.dropped(what, count)}
        </p>
      ))}
      {lines.length === 0 && (
        <p className={styles.note}>{run && !isUnderWay(run.state) ? words.console.empty : words.how.console}</p>
      )}
      {lines.length > 0 && (
        <ol
          ref={list}
          className={styles.lines}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            follows.current = scrollHeight - scrollTop - clientHeight < 24;
          }}
        >
          {forgotten > 0 && <li className={styles.note}>{words.console.earlier(forgotten)}</li>}
          {lines.map(({ t, stream, text }, index) => {
            const shown = shownText(text);
            return (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: a line's number in the whole output
                key={forgotten + index}
                data-stream={stream}
              >
                <time>{t.toFixed(1)}</time>
                <code>
                  {shown.text}
                  {shown.more > 0 && <i>{words.console.more(shown.more)}</i>}
                </code>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
