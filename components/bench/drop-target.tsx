"use client";
import { type DragEvent, type ReactNode, useState } from "react";
import styles from "./bench.module.css";
import { useBench } from "./context.ts";

/** A saved run may be dropped anywhere on the bench, also where the editor would take it for text. */
export function DropTarget({ children }: { children: ReactNode }) {
  const { store, locale, readOnly } = useBench();
  const [over, setOver] = useState(false);
  const holdsFile = ({ dataTransfer }: DragEvent) => !readOnly && dataTransfer.types.includes("Files");
  const take = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse; Share has a button for all
    <div
      className={styles.panel}
      data-drop={over || undefined}
      onDragOverCapture={(event) => {
        if (!holdsFile(event)) return;
        take(event);
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
      }}
      onDropCapture={(event) => {
        if (!holdsFile(event)) return;
        take(event);
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) void import("./bring-in.ts").then(({ openFile }) => openFile(store, file, locale));
      }}
    >
      {children}
    </div>
  );
}
