import type { Profiler } from "node:inspector";
import type { RawFrame } from "./answers.ts";
import { anonymous, endOfLine, type Frame, type Frames } from "./frames.ts";
import type { Span } from "./watch.ts";

/**
 * Reads the samples of V8's profiler that fall into a block. It knows lines only where the learner's own code
 * was on top; below native code or a package it knows the learner's function and what that one called.
 */

export type Call = { fn: string; file: string; fromLine: number; callee: string };
export type Reading = {
  /** The learner's lines that were on top, and for how long. */
  direct: { frame: Frame; ms: number }[];
  /** What the learner's functions called that is not his, and how long it took. */
  calls: { call: Call; ms: number }[];
};

type Node = { frame: RawFrame; ticks: { line: number; ticks: number }[]; parent: Node | null };

/** The profiler's windows in which the block lies. Times on the monotonic clock, like theirs. */
export function readProfiles(windows: readonly Profiler.Profile[], { startMs, endMs }: Span, frames: Frames): Reading {
  const direct = new Map<string, Reading["direct"][number]>();
  const calls = new Map<string, Reading["calls"][number]>();
  for (const window of windows) {
    const nodes = treeOf(window);
    for (const [id, ms] of timeByNode(window, startMs, endMs)) {
      let inner: Node | null = null;
      for (let node = nodes.get(id) ?? null; node; inner = node, node = node.parent) {
        const own = frames.own(node.frame);
        if (!own) continue;
        if (inner) addCall(calls, own, inner.frame.fn, ms);
        else addTicks(direct, node, ms, frames);
        break;
      }
    }
  }
  return { direct: heaviest(direct), calls: heaviest(calls) };
}

/** How long the profiler, which looks every so many milliseconds, saw garbage being collected. */
export function gcMs({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, sampleMs: number): number {
  const collecting = new Set(nodes.filter(({ callFrame }) => callFrame.functionName === collector).map(({ id }) => id));
  return samples.reduce((sum, id, index) => {
    // The last sample before the loop idles has a long way to the next.
    return collecting.has(id) ? sum + Math.min(2 * sampleMs, (timeDeltas[index + 1] ?? 0) / 1e3) : sum;
  }, 0);
}

const collector = "(garbage collector)";

/** By time and not by count: V8 takes few samples inside a system call, and each stands for long. */
function timeByNode({ samples = [], timeDeltas = [], startTime, endTime }: Profiler.Profile, from: number, to: number) {
  const times = new Map<number, number>();
  let at = startTime / 1e3;
  samples.forEach((id, index) => {
    at += (timeDeltas[index] ?? 0) / 1e3;
    const delta = timeDeltas[index + 1];
    const next = delta === undefined ? endTime / 1e3 : at + delta / 1e3;
    const ms = Math.min(next, to) - Math.max(at, from);
    if (ms > 0) times.set(id, (times.get(id) ?? 0) + ms);
  });
  return times;
}

function treeOf(profile: Profiler.Profile): Map<number, Node> {
  const nodes = new Map<number, Node>();
  for (const { id, callFrame, positionTicks = [] } of profile.nodes) {
    const { functionName, url, lineNumber, columnNumber } = callFrame;
    const frame = { fn: functionName, url, line: lineNumber + 1, column: columnNumber + 1 };
    nodes.set(id, { frame, ticks: positionTicks, parent: null });
  }
  for (const { id, children = [] } of profile.nodes) {
    for (const child of children) (nodes.get(child) as Node).parent = nodes.get(id) as Node;
  }
  return nodes;
}

function addTicks(direct: Map<string, Reading["direct"][number]>, node: Node, ms: number, frames: Frames): void {
  const all = node.ticks.reduce((sum, { ticks }) => sum + ticks, 0);
  for (const { line, ticks } of node.ticks) {
    const frame = frames.own({ ...node.frame, line, column: endOfLine });
    if (frame) add(direct, `${frame.file}:${frame.line}`, { frame, ms: (ms * ticks) / all });
  }
}

function addCall(calls: Map<string, Reading["calls"][number]>, caller: Frame, callee: string, ms: number): void {
  if (!callee || callee === anonymous) return;
  const call = { fn: caller.fn, file: caller.file, fromLine: caller.line, callee };
  add(calls, `${call.file}:${call.fromLine}:${callee}`, { call, ms });
}

function add<T extends { ms: number }>(sums: Map<string, T>, key: string, entry: T): void {
  const sum = sums.get(key);
  if (sum) sum.ms += entry.ms;
  else sums.set(key, entry);
}

const heaviest = <T extends { ms: number }>(sums: Map<string, T>): T[] =>
  [...sums.values()].sort((a, b) => b.ms - a.ms);
