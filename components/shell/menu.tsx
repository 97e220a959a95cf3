"use client";

import type { ReactNode } from "react";

/** A popover that a followed link closes too: one of its links leads to a place on the same page. */
export function Menu({ id, className, children }: { id: string; className: string | undefined; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what its links do
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link followed by keyboard clicks too
    <div
      id={id}
      popover="auto"
      className={className}
      onClick={(event) => {
        if (event.target instanceof HTMLAnchorElement) event.currentTarget.hidePopover();
      }}
    >
      {children}
    </div>
  );
}
