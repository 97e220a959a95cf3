"use client";
import { useEffect, useId, useRef, useState } from "react";
import type { Locale } from "../../lessons/types.ts";
import { Dialog } from "../shell/dialog.tsx";
import { watchTheme } from "../shell/theme.ts";
import type { Drawn } from "./draw-live.ts";
import styles from "./edit-dialog.module.css";
import { editWordsOf } from "./edit-words.ts";

type Props = { title: string; source: string; locale: Locale; onClose: () => void };

/** A diagram's text beside its picture, drawn again as it is typed. */
export function EditDialog({ title, source, locale, onClose }: Props) {
  const words = editWordsOf(locale);
  const [text, setText] = useState(source);
  const [copied, setCopied] = useState("");
  const paper = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLElement>(null);
  const drawn = useDrawn(text, paper, picture);
  const id = useId();
  const failed = drawn !== null && !drawn.ok;
  const said = () => {
    if (drawn === null) return words.drawing;
    if (drawn.ok) return words.drawn;
    if (drawn.unknown) return words.unknown;
    return drawn.line === null ? words.nowhere : words.line(drawn.line);
  };
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(words.copied),
      () => setCopied(words.notCopied),
    );
  return (
    <Dialog title={title} close={words.close} onClose={onClose} wide>
      <p className={styles.lead}>{words.lead}</p>
      <div className={styles.sides}>
        <div className={styles.source}>
          <label htmlFor={id}>{words.source}</label>
          <textarea
            id={id}
            data-first
            value={text}
            aria-invalid={failed}
            aria-describedby={`${id}-said`}
            onChange={({ target }) => setText(target.value)}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            wrap="off"
          />
          <p className={styles.tools}>
            <button type="button" onClick={() => setText(source)} disabled={text === source}>
              {words.startOver}
            </button>
            <button type="button" onClick={copy} onBlur={() => setCopied("")}>
              {words.copy}
            </button>
            <span role="status">{copied}</span>
          </p>
          <div id={`${id}-said`} role="status" className={styles.said} data-failed={failed || undefined}>
            <p>{said()}</p>
            {failed && !drawn.unknown && <pre>{drawn.said}</pre>}
          </div>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
        <section ref={picture} className={styles.picture} aria-label={words.picture} tabIndex={0} data-stale={failed} />
        <div ref={paper} className={styles.paper} aria-hidden="true" />
      </div>
    </Dialog>
  );
}

/** Between two keys there is nothing to draw yet. */
const pauseMs = 150;

function useDrawn(
  text: string,
  paper: React.RefObject<HTMLElement | null>,
  picture: React.RefObject<HTMLElement | null>,
): Drawn | null {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [theme, setTheme] = useState(0);
  useEffect(() => {
    const again = () => setTheme((count) => count + 1);
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", again);
    const stop = watchTheme(again);
    return () => {
      system.removeEventListener("change", again);
      stop();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme is another picture
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(async () => {
      const { drawLive } = await import("./draw-live.ts");
      if (!wanted || !paper.current) return;
      const done = await drawLive(text, paper.current);
      if (!wanted) return;
      setDrawn(done);
      if (done.ok) picture.current?.replaceChildren(done.svg);
    }, pauseMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text, theme, paper, picture]);
  return drawn;
}
