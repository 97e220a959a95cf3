"use client";
import { useEffect, useState } from "react";
import { useBenchState } from "./context.ts";

/** The door to what draws runs: Recharts and the readings of a trace come with the first run, not with the page. */
type Live = typeof import("./live.tsx");

let loaded: Live | null = null;

export function useLive(): Live | null {
  const wanted = useBenchState((state) => Object.keys(state.runs).length > 0);
  const [live, setLive] = useState(loaded);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!wanted || live) return;
    let here = true;
    const again = () => setTries(tries + 1);
    import("./live.tsx").then(
      (module) => {
        loaded = module;
        if (here) setLive(module);
      },
      (error: unknown) => {
        console.warn("expected the charts to load, got", error);
        if (here) addEventListener("online", again, { once: true });
      },
    );
    return () => {
      here = false;
      removeEventListener("online", again);
    };
  }, [wanted, live, tries]);
  return live;
}
