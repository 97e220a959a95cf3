"use client";
import { useEffect, useState } from "react";
import { useBenchState } from "./context.ts";

/** The door to what draws runs: Recharts and the readings of a trace come with the first run, not with the page. */
type Live = typeof import("./live.tsx");

let loaded: Live | null = null;

export function useLive(): Live | null {
  const wanted = useBenchState((state) => Object.keys(state.runs).length > 0);
  const [live, setLive] = useState(loaded);
  useEffect(() => {
    if (!wanted || live) return;
    let here = true;
    import("./live.tsx").then(
      (module) => {
        loaded = module;
        if (here) setLive(module);
      },
      (error: unknown) => console.warn("expected the charts to load, got", error),
    );
    return () => {
      here = false;
    };
  }, [wanted, live]);
  return live;
}
