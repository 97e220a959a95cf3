"use client";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useBench, useBenchState } from "./context.ts";
import { edit } from "./editing.ts";
import styles from "./editor.module.css";
import { exerciseWordsOf } from "./exercise-words.ts";
import { lineMarks, verdictMarks } from "./line-marks.ts";
import { Paper } from "./paper.tsx";
import { pointAtLine } from "./pointing.ts";
import { codeOf, verdictsShown } from "./store.ts";
import { useMonaco } from "./use-monaco.ts";

/**
 * The code. It is a plain textarea over tinted paper from the server's first byte, and stays one on small
 * touch screens; Monaco takes its place once somebody clicks, types or lands in it by keyboard.
 */
export function Editor({ leave }: { leave: () => void }) {
  "use memo";
  const { store, runner, words, locale, readOnly } = useBench();
  const code = useBenchState(codeOf);
  const file = useBenchState((state) => state.file);
  const open = useBenchState((state) => state.open);
  const run = useBenchState((state) => state.runs[state.open]);
  const pointed = useBenchState((state) => state.pointed);
  const goTo = useBenchState((state) => state.goTo);
  const verdicts = useBenchState(verdictsShown);
  const blocks = lineMarks(run, file, pointed, words.strip);
  const marks = [...blocks, ...verdictMarks(verdicts, file, blocks, exerciseWordsOf(locale))];

  const sheet = useRef<HTMLDivElement>(null);
  const textarea = useRef<HTMLTextAreaElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const { ready, arm } = useMonaco({ sheet, textarea, host }, { open, file, code, marks, goTo, leave });

  // What was typed before React came is an edit like any other.
  useEffect(() => {
    const typed = textarea.current?.value;
    if (typed !== undefined && typed !== codeOf(store.getState())) edit(store, typed);
  }, [store]);

  // Another file starts at its top.
  useEffect(() => {
    void [open, file];
    sheet.current?.scrollTo({ top: 0, left: 0 });
  }, [open, file]);
  const firstMark = marks[0]?.line;
  useEffect(() => {
    if (firstMark) showLine(sheet.current, firstMark);
  }, [firstMark]);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (goTo) section.current?.scrollIntoView({ block: "nearest" });
  }, [goTo]);
  useEffect(() => {
    if (goTo && !ready) revealLine(sheet.current, textarea.current, goTo.line);
  }, [goTo, ready]);

  const onKeyDown = (event: KeyboardEvent) => {
    const runs = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (event.key !== "Escape" && !runs) return;
    event.preventDefault();
    if (!runs) leave();
    else if (!readOnly) void runner.run();
  };

  return (
    <section ref={section} className={styles.editor} aria-label={words.region.editor}>
      <div className={styles.sheet} ref={sheet} data-replaced={ready} inert={ready}>
        <div className={styles.page}>
          <Paper code={code} marks={marks} />
          <textarea
            key={`${open}/${file}`}
            ref={textarea}
            className={styles.textarea}
            aria-label={words.editor.code(file)}
            value={code}
            readOnly={readOnly}
            onChange={(event) => edit(store, event.target.value)}
            onFocus={arm}
            onPointerDown={arm}
            onSelect={({ currentTarget: { value, selectionStart } }) =>
              pointAtLine(store, value.slice(0, selectionStart).split("\n").length)
            }
            onKeyDown={onKeyDown}
            onCompositionStart={(event) => {
              event.currentTarget.dataset.composing = "true";
            }}
            onCompositionEnd={(event) => {
              delete event.currentTarget.dataset.composing;
            }}
            spellCheck={false}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            wrap="off"
          />
        </div>
      </div>
      <div ref={host} className={styles.monaco} data-ready={ready} />
    </section>
  );
}

/** A few lines above it stay in view, and the caret stands at its start. */
function revealLine(sheet: HTMLDivElement | null, textarea: HTMLTextAreaElement | null, line: number): void {
  if (!sheet || !textarea) return;
  const before = textarea.value.split("\n").slice(0, line - 1);
  const offset = before.reduce((sum, text) => sum + text.length + 1, 0);
  textarea.focus({ preventScroll: true });
  textarea.setSelectionRange(offset, offset);
  showLine(sheet, line);
}

/** Scrolls only where the line is out of sight. */
function showLine(sheet: HTMLDivElement | null, line: number): void {
  if (!sheet) return;
  const lineHeight = Number.parseFloat(getComputedStyle(sheet).lineHeight);
  const top = line * lineHeight;
  if (top < sheet.scrollTop || top > sheet.scrollTop + sheet.clientHeight - lineHeight) {
    sheet.scrollTop = Math.max(0, top - 3 * lineHeight);
  }
}
