"use client";
import {
  type KeyboardEvent,
  type PointerEvent as PointerDown,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Locale } from "../../lessons/types.ts";
import { Dialog } from "../shell/dialog.tsx";
import { diagramWordsOf } from "./words.ts";
import { clampZoom, fitting, scrollAfter, zoomAfter } from "./zoom.ts";
import styles from "./zoom-dialog.module.css";

type Props = { title: string; picture: string; locale: Locale; onClose: () => void };

/** A diagram as large as the window. */
export function ZoomDialog({ title, picture, locale, onClose }: Props) {
  return (
    <Dialog title={title} close={diagramWordsOf(locale).close} onClose={onClose} wide>
      <ZoomView picture={picture} locale={locale} />
    </Dialog>
  );
}

/**
 * A picture in a scrolling box, so arrows, wheel and fingers move it as they move any page; only its size is ours.
 * Mounted in a dialog that is open, so that it can measure its window.
 */
function ZoomView({ picture, locale }: Pick<Props, "picture" | "locale">) {
  const words = diagramWordsOf(locale);
  const view = useRef<HTMLElement>(null);
  const size = useRef({ width: 1, height: 1 });
  const [zoom, setZoom] = useState(1);
  /** Where to scroll once the new size is on the page. */
  const moved = useRef<{ left: number; top: number } | null>(null);

  function resize(to: number, at?: { x: number; y: number }) {
    const { current } = view;
    const next = clampZoom(to);
    if (!current || next === zoom) return;
    const { x, y } = at ?? { x: current.clientWidth / 2, y: current.clientHeight / 2 };
    moved.current = {
      left: scrollAfter(current.scrollLeft, x, zoom, next),
      top: scrollAfter(current.scrollTop, y, zoom, next),
    };
    setZoom(next);
  }
  const fit = () => {
    const { current } = view;
    if (current) resize(fitting(size.current, { width: current.clientWidth - 16, height: current.clientHeight - 16 }));
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the picture is there
  useLayoutEffect(() => {
    const svg = view.current?.querySelector("svg");
    if (!svg) return;
    size.current = { width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height };
    fit();
  }, []);
  useLayoutEffect(() => {
    const svg = view.current?.querySelector("svg");
    svg?.setAttribute("width", String(size.current.width * zoom));
    svg?.setAttribute("height", String(size.current.height * zoom));
    if (moved.current) view.current?.scrollTo(moved.current);
    moved.current = null;
  }, [zoom]);
  useEffect(() => {
    const { current } = view;
    if (!current) return;
    // A trackpad's pinch comes as a wheel with Ctrl held; unheeded, the browser would enlarge the whole page.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = current.getBoundingClientRect();
      resize(zoom * 2 ** (-event.deltaY / 200), { x: event.clientX - box.left, y: event.clientY - box.top });
    };
    current.addEventListener("wheel", onWheel, { passive: false });
    return () => current.removeEventListener("wheel", onWheel);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = zoomAfter(event.key, zoom);
    if (next === null) return;
    event.preventDefault();
    if (next === "fit") fit();
    else resize(next);
  };
  const buttons = [
    { name: words.smaller, sign: "−", does: () => resize(zoom / 1.25) },
    { name: words.larger, sign: "+", does: () => resize(zoom * 1.25) },
  ];

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the view work beside its buttons too
    <div className={styles.zoom} onKeyDown={onKeyDown}>
      <p className={styles.tools}>
        {buttons.map(({ name, sign, does }) => (
          <button key={sign} type="button" aria-label={name} onClick={does}>
            {sign}
          </button>
        ))}
        <button type="button" onClick={fit}>
          {words.fit}
        </button>
        <output>{Math.round(zoom * 100)} %</output>
      </p>
      <section
        ref={view}
        className={styles.view}
        aria-label={words.view}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        tabIndex={0}
        data-first
        onPointerDown={drag}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: the picture of the page, under names of its own
        dangerouslySetInnerHTML={{ __html: renamed(picture) }}
      />
    </div>
  );
}

/** The same picture twice on a page needs its ids twice. */
const renamed = (svg: string) => {
  const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id = ""]) => id);
  return ids.reduce((text, id) => text.replaceAll(new RegExp(`(?<=["#\\s])${id}(?=["\\s)])`, "g"), `large-${id}`), svg);
};

/** A mouse moves the picture by pulling it; fingers scroll it as they scroll anything. */
function drag(down: PointerDown<HTMLElement>): void {
  if (down.pointerType !== "mouse" || down.button !== 0) return;
  const { currentTarget: view, clientX, clientY } = down;
  const { scrollLeft, scrollTop } = view;
  const ended = new AbortController();
  const { signal } = ended;
  view.setPointerCapture(down.pointerId);
  const pull = (move: PointerEvent) =>
    view.scrollTo(scrollLeft + clientX - move.clientX, scrollTop + clientY - move.clientY);
  view.addEventListener("pointermove", pull, { signal });
  for (const end of ["pointerup", "pointercancel"]) view.addEventListener(end, () => ended.abort(), { signal });
}
