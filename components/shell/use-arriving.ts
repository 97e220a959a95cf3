"use client";
import { useEffect, useState } from "react";

/**
 * A part of the page that comes when it is wanted. A network that is gone must not take the page with it, as a lazy
 * component's would: the part is then "missing", and is asked for anew when it is wanted again.
 */
export function useArriving<T>(wanted: boolean, load: () => Promise<T>): T | "missing" | null {
  const [arrived, setArrived] = useState<{ part: T } | "missing" | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is loaded never changes, only whether it is wanted
  useEffect(() => {
    if (!wanted || (arrived && arrived !== "missing")) return;
    let here = true;
    setArrived(null);
    load().then(
      (part) => here && setArrived({ part }),
      (error: unknown) => {
        console.warn("expected a part of the page to load, got", error);
        if (here) setArrived("missing");
      },
    );
    return () => {
      here = false;
    };
  }, [wanted]);
  return arrived === null || arrived === "missing" ? arrived : arrived.part;
}
