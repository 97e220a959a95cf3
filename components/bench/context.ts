"use client";
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { Knob, Locale } from "../../lessons/types.ts";
import type { BenchProps } from "./props.ts";
import type { Runner } from "./runner.ts";
import type { BenchState, BenchStore } from "./store.ts";
import type { Words } from "./words/index.ts";

/** What every part of a bench shares: its store, its runner and its language. */
export type Bench = {
  store: BenchStore;
  runner: Runner;
  words: Words;
  locale: Locale;
  node: string;
  mode: BenchProps["mode"];
  knobs: readonly Knob[];
  /** The code is to be looked at, not changed. */
  readOnly: boolean;
  prediction: BenchProps["prediction"];
  exercise: BenchProps["exercise"];
};

export const BenchContext = createContext<Bench | null>(null);

export function useBench(): Bench {
  const bench = useContext(BenchContext);
  if (!bench) throw new Error("expected to stand inside a Bench, got no bench");
  return bench;
}

export const useBenchState = <T>(select: (state: BenchState) => T): T => useStore(useBench().store, select);
