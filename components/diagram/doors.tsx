"use client";
import { useRef, useState } from "react";
import type { Locale } from "../../lessons/types.ts";
import { useArriving } from "../shell/use-arriving.ts";
import styles from "./diagram.module.css";
import { diagramWordsOf } from "./words.ts";

type Props = { title: string; source: string; locale: Locale };

/** Below a diagram: see it large, or change its text and have it drawn again. Both are loaded when asked for. */
export function DiagramDoors({ title, source, locale }: Props) {
  const words = diagramWordsOf(locale);
  const doors = useRef<HTMLParagraphElement>(null);
  const [open, setOpen] = useState<"zoom" | "edit" | null>(null);
  const zoom = useArriving(open === "zoom", () => import("./zoom-dialog.tsx"));
  const edit = useArriving(open === "edit", () => import("./edit-dialog.tsx"));
  const missing = (open === "zoom" && zoom === "missing") || (open === "edit" && edit === "missing");
  const close = () => setOpen(null);
  const picture = () => doors.current?.closest("figure")?.querySelector("svg")?.outerHTML ?? "";
  return (
    <>
      <p ref={doors} className={styles.doors}>
        <button type="button" aria-label={`${words.zoom}: ${title}`} onClick={() => setOpen("zoom")}>
          {words.zoom}
        </button>
        <button type="button" aria-label={`${words.edit}: ${title}`} onClick={() => setOpen("edit")}>
          {words.edit}
        </button>
        {missing && (
          <span role="alert">
            {words.missing}{" "}
            <button type="button" onClick={close}>
              {words.close}
            </button>
          </span>
        )}
      </p>
      {open === "zoom" && zoom && zoom !== "missing" && (
        <zoom.ZoomDialog title={title} picture={picture()} locale={locale} onClose={close} />
      )}
      {open === "edit" && edit && edit !== "missing" && (
        <edit.EditDialog title={title} source={source} locale={locale} onClose={close} />
      )}
    </>
  );
}
