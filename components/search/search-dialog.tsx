"use client";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import type { Locale } from "../../lessons/types.ts";
import { Dialog } from "../shell/dialog.tsx";
import { at, paths } from "../shell/paths.ts";
import { wordsIn } from "./find.ts";
import { indexPath } from "./index-file.ts";
import { type Indexes, type Result, resultsOf } from "./results.ts";
import styles from "./search.module.css";
import { searchWordsOf } from "./words.ts";

/** The steps' names come from the page, which has them anyway. */
type Props = { locale: Locale; steps: Record<Result["step"], string>; onClose: () => void };

/** Search over the lessons in both languages. The index is fetched when this opens, and never before. */
export function SearchDialog({ locale, steps, onClose }: Props) {
  const words = searchWordsOf(locale);
  const [typed, setTyped] = useState("");
  const question = useDeferredValue(typed);
  const { indexes, failed, retry } = useIndexes();
  const { results, near } = indexes ? resultsOf(indexes, locale, question) : { results: [], near: false };
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  const links = () => [...(list.current?.querySelectorAll<HTMLElement>("input, a") ?? [])];
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || event.nativeEvent.isComposing) return;
    const all = links();
    const next = all[all.indexOf(document.activeElement as HTMLElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const said = () => {
    if (failed) return "";
    if (!indexes) return words.loading;
    if (wordsIn(question).length === 0) return words.keys;
    if (results.length === 0) return words.none(question.trim());
    return near ? words.near(results.length) : words.found(results.length);
  };

  return (
    <Dialog title={words.title} close={words.close} onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows go from the field to the links and back */}
      <div ref={list} className={styles.search} onKeyDown={onKeyDown}>
        <search>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              links()[1]?.click();
            }}
          >
            <label htmlFor={id} className="visually-hidden">
              {words.label}
            </label>
            <input
              id={id}
              data-first
              value={typed}
              placeholder={words.hint}
              onChange={({ target }) => setTyped(target.value)}
              enterKeyHint="search"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
            />
          </form>
        </search>
        <p role="status">{said()}</p>
        {failed && (
          <p>
            {words.failed}{" "}
            <button type="button" onClick={retry}>
              {words.retry}
            </button>
          </p>
        )}
        <ol>
          {results.map((result) => (
            <li key={`${result.slug}#${result.step}/${result.heading}`}>
              <a href={`${at(locale, paths.lesson(result.slug))}#${result.step}`} onClick={onClose}>
                <span className={styles.where}>
                  {result.id} {result.lesson} · {steps[result.step]}
                </span>
                <b>{result.heading}</b>
                <span className={styles.snippet} lang={result.lang}>
                  {result.snippet.map(({ text, found }, index) =>
                    // The pieces of one snippet never move.
                    // biome-ignore lint/suspicious/noArrayIndexKey: see above
                    found ? <mark key={index}>{text}</mark> : text,
                  )}
                </span>
              </a>
            </li>
          ))}
        </ol>
      </div>
    </Dialog>
  );
}

let kept: Indexes | null = null;

function useIndexes() {
  const [indexes, setIndexes] = useState(kept);
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another fetch
  useEffect(() => {
    if (kept) return;
    const ended = new AbortController();
    const fetched = async (locale: Locale) => {
      const answer = await fetch(indexPath(locale), { signal: ended.signal });
      if (!answer.ok) throw new Error(`expected the index of ${locale}, got ${answer.status}`);
      return answer.json();
    };
    Promise.all([fetched("ko"), fetched("en")]).then(
      ([ko, en]) => {
        kept = { ko, en };
        setIndexes(kept);
      },
      () => ended.signal.aborted || setFailed(true),
    );
    return () => ended.abort();
  }, [tries]);
  const retry = () => {
    setFailed(false);
    setTries(tries + 1);
  };
  return { indexes, failed, retry };
}
