"use client";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import styles from "./dialog.module.css";

type Props = {
  title: string;
  /** What the closing button is called. */
  close: string;
  onClose: () => void;
  /** Takes the whole screen, for what is looked at. */
  wide?: boolean;
  children: ReactNode;
};

/**
 * A dialog of the browser's own: it keeps the focus inside and gives it back where it was. What is marked
 * `data-first` is focused when it opens, else the closing button.
 */
export function Dialog({ title, close, onClose, wide = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState(false);
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    setShown(true);
    return () => current?.close();
  }, []);
  useEffect(() => {
    if (shown) dialog.current?.querySelector<HTMLElement>("[data-first]")?.focus();
  }, [shown]);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-wide={wide || undefined}
      aria-label={title}
      onClose={() => dialog.current?.open || onClose()}
      onClick={(event: MouseEvent) => event.target === dialog.current && dialog.current?.close()}
      onKeyDown={(event: KeyboardEvent) => {
        // On the page behind, Esc stops a run and letters are shortcuts.
        event.stopPropagation();
      }}
    >
      <div className={styles.sheet}>
        <div className={styles.bar}>
          <h2>{title}</h2>
          <button type="button" aria-label={close} onClick={() => dialog.current?.close()}>
            <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
              <path d="M2 2l10 10M12 2 2 12" stroke="currentColor" strokeWidth="1.6" />
            </svg>
          </button>
        </div>
        {/* What measures itself can: it comes into a dialog that is open. */}
        {shown && children}
      </div>
    </dialog>
  );
}
