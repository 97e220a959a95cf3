import { limits } from "#protocol";
import { type Figures, type ProcessReader, readerFor, yieldPriority } from "./proc.ts";

/** Watches one running cell from outside, where its program cannot lie: memory and CPU. */
export interface Watch extends Disposable {
  /** CPU counts from here. */
  zero(): void;
  /** What it has used so far; after its end, what was read last. */
  used(): { cpuMs: number; peakRssMb: number };
}

const limitBytes = limits.rssMb * 2 ** 20;
/** A program can fill memory by several hundred megabytes a second: near the limit, look more often. */
const nearBytes = limitBytes / 2;
const nearMs = 5;
/** CPU is only for the priority and the final figure. */
const cpuEveryMs = 100;
/**
 * Thirty endless loops must not slow a newcomer: what has burned this much CPU gives way, then gives way to
 * all. There is no way back, so a run that has the machine to itself keeps its priority.
 */
const yields = [
  { cpuMs: 200, nice: 10 },
  { cpuMs: 1_000, nice: 19 },
];

type Options = {
  onMemory: () => void;
  /** Whether others want the CPU. */
  crowded: () => boolean;
  /** Held by the kernel for it, and limited together with its own memory. */
  kernelBytes?: (() => number) | undefined;
  reader?: ProcessReader;
};

export function watchCell(pid: number, options: Options): Watch {
  const { onMemory, crowded, kernelBytes = () => 0, reader = readerFor(pid) } = options;
  let figures: Figures = { rssBytes: 0, peakRssBytes: 0, cpuMs: 0 };
  let cpuAtZero = 0;
  let lastCpuRead = 0;
  let yielded = 0;

  const read = () => {
    const now = reader.read();
    if (now) figures = { ...now, peakRssBytes: Math.max(now.peakRssBytes, figures.peakRssBytes) };
    lastCpuRead = performance.now();
  };
  const giveWay = () => {
    const next = yields[yielded];
    if (!next || !crowded()) return;
    if (figures.cpuMs - cpuAtZero >= next.cpuMs && yieldPriority(pid, next.nice)) yielded += 1;
  };
  const look = () => {
    const rssBytes = reader.rssBytes();
    if (rssBytes === null) return;
    figures.peakRssBytes = Math.max(figures.peakRssBytes, rssBytes);
    if (rssBytes + kernelBytes() > limitBytes) onMemory();
    if (performance.now() - lastCpuRead >= cpuEveryMs) {
      read();
      giveWay();
    }
    timer = setTimeout(look, rssBytes > nearBytes ? Math.min(nearMs, reader.everyMs) : reader.everyMs);
  };
  read();
  cpuAtZero = figures.cpuMs;
  let timer = setTimeout(look, reader.everyMs);

  return {
    zero() {
      read();
      cpuAtZero = figures.cpuMs;
    },
    used() {
      read();
      return {
        cpuMs: Math.max(0, figures.cpuMs - cpuAtZero),
        peakRssMb: Math.round((figures.peakRssBytes / 2 ** 20) * 10) / 10,
      };
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      reader[Symbol.dispose]();
    },
  };
}
