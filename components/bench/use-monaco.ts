"use client";
import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { useBench } from "./context.ts";
import { edit } from "./editing.ts";
import type { LineMark } from "./line-marks.ts";
import type { CodeEditor } from "./monaco.ts";
import { pointAtLine } from "./pointing.ts";
import { filesOf, type Place } from "./store.ts";

/** Brings Monaco in when the code is first touched, hands it text, caret and scroll, and keeps both in step. */

type Refs = {
  sheet: RefObject<HTMLDivElement | null>;
  textarea: RefObject<HTMLTextAreaElement | null>;
  host: RefObject<HTMLDivElement | null>;
};
type Shown = {
  open: string;
  file: string;
  code: string;
  marks: readonly LineMark[];
  goTo: (Place & { count: number }) | null;
  leave: () => void;
};

/** Where a finger types, the browser's own text field is the better editor. */
const smallTouch = "(pointer: coarse) and (width < 800px)";

export function useMonaco({ sheet, textarea, host }: Refs, { open, file, code, marks, goTo, leave }: Shown) {
  const { store, runner, words, readOnly } = useBench();
  const [editor, setEditor] = useState<CodeEditor | null>(null);
  const asked = useRef(false);
  const gone = useRef(false);

  async function mount() {
    const { mountEditor } = await import("./monaco.ts");
    await composed(textarea.current);
    if (!host.current || gone.current) return;
    const state = store.getState();
    const made = mountEditor(host.current, {
      label: words.editor.code,
      hint: words.editor.leave,
      folder: state.open,
      file: state.file,
      files: shownFiles(),
      onChange: (text) => edit(store, text),
      onLine: (line) => pointAtLine(store, line),
      onRun: () => void runner.run(),
      onLeave: leave,
    });
    setEditor(made);
  }
  const shownFiles = () => filesOf(store.getState()).filter((known) => !known.hidden);

  function arm() {
    if (asked.current || readOnly || matchMedia(smallTouch).matches) return;
    asked.current = true;
    mount().catch((error: unknown) => {
      // The textarea goes on being the editor; the next touch tries again.
      asked.current = false;
      console.warn("expected the editor to load, got", error);
    });
  }

  // Who went into the code before React came is there already, and no event tells.
  const armHeld = useEffectEvent(() => textarea.current?.matches(":focus") && arm());
  useEffect(() => {
    gone.current = false;
    armHeld();
    return () => {
      gone.current = true;
    };
  }, []);
  // Before the browser takes the focus from the textarea: keys pressed in between would be lost.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the code is read from the store, but it is what changed
  useLayoutEffect(() => editor?.show(open, file, shownFiles()), [editor, open, file, code]);
  useLayoutEffect(() => {
    editor?.takeOver(textarea.current, sheet.current);
    return () => editor?.dispose();
  }, [editor, textarea, sheet]);
  useEffect(() => editor?.mark(marks), [editor, marks]);
  const firstMark = marks[0]?.line;
  useEffect(() => {
    if (firstMark) editor?.showLine(firstMark);
  }, [editor, firstMark]);
  useEffect(() => {
    if (goTo) editor?.reveal(goTo.line);
  }, [editor, goTo]);

  return { ready: editor !== null, arm };
}

/** Nothing is taken away from under an input method in the middle of a syllable. */
function composed(textarea: HTMLTextAreaElement | null): Promise<void> {
  if (textarea?.dataset.composing !== "true") return Promise.resolve();
  return new Promise((resolve) => textarea.addEventListener("compositionend", () => resolve(), { once: true }));
}
