import { execFile } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, readSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { promisify } from "node:util";

/** A process's own figures, read from outside. CPU is that of all its threads, dead ones too. */
export type Figures = { rssBytes: number; peakRssBytes: number; cpuMs: number };

/** Reads one process for as long as it is watched; null once it is gone. */
export interface ProcessReader extends Disposable {
  /** How often reading is worth its cost. */
  readonly everyMs: number;
  /** What is in memory now: the one figure that is read often. */
  rssBytes(): number | null;
  read(): Figures | null;
}

export function readerFor(pid: number): ProcessReader {
  return process.platform === "linux" ? new LinuxReader(pid) : new PortableReader(pid);
}

/** Linux counts CPU in hundredths of a second, whatever the kernel's own tick is. */
const tickMs = 10;

/** 4 KiB on most machines, up to 64 on arm64: record 6 of what the kernel told us at our own start. */
export const pageBytes = (() => {
  let size: number | undefined;
  return () => {
    if (size !== undefined) return size;
    const records = new BigUint64Array(new Uint8Array(readFileSync("/proc/self/auxv")).buffer);
    const at = records.findIndex((value, index) => index % 2 === 0 && value === 6n);
    size = Number(records[at + 1] ?? 4096n);
    return size;
  };
})();

class LinuxReader implements ProcessReader {
  readonly everyMs = 20;
  readonly #pid: number;
  /** An open file stays with its process: a pid that is given to another one cannot be read by mistake. */
  readonly #statm: number | null;
  readonly #buffer = Buffer.alloc(128);

  constructor(pid: number) {
    this.#pid = pid;
    this.#statm = attempt(() => openSync(`/proc/${pid}/statm`, "r"));
  }

  rssBytes(): number | null {
    const file = this.#statm;
    if (file === null) return null;
    const size = attempt(() => readSync(file, this.#buffer, 0, this.#buffer.length, 0));
    const pages = size ? Number(this.#buffer.toString("latin1", 0, size).split(" ")[1]) : 0;
    // A process that has given up its memory is as good as gone.
    return pages > 0 ? pages * pageBytes() : null;
  }

  read(): Figures | null {
    const rssBytes = this.rssBytes();
    if (rssBytes === null) return null;
    return attempt(() => {
      const stat = readFileSync(`/proc/${this.#pid}/stat`, "latin1");
      const status = readFileSync(`/proc/${this.#pid}/status`, "latin1");
      // After the name, which may hold anything: user and system time are fields 14 and 15 of the whole line.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const peakKb = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0);
      return {
        rssBytes,
        peakRssBytes: Math.max(peakKb * 1024, rssBytes),
        cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs,
      };
    });
  }

  [Symbol.dispose](): void {
    if (this.#statm !== null) attempt(() => closeSync(this.#statm as number));
  }
}

/** macOS has no /proc, but the same `ps`; asking it costs a process, so figures are a little old. */
class PortableReader implements ProcessReader {
  readonly everyMs = 250;
  readonly #pid: number;
  #last: Figures | null = { rssBytes: 0, peakRssBytes: 0, cpuMs: 0 };
  #asking = false;

  constructor(pid: number) {
    this.#pid = pid;
  }

  rssBytes(): number | null {
    void this.#ask();
    return this.#last?.rssBytes ?? null;
  }

  read(): Figures | null {
    return this.#last;
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    const told = await promisify(execFile)("ps", ["-o", "rss=,time=", "-p", String(this.#pid)]).catch(() => null);
    this.#asking = false;
    const [rssKb, time] = told?.stdout.trim().split(/\s+/) ?? [];
    if (!rssKb || !time) {
      this.#last = null;
      return;
    }
    const rssBytes = Number(rssKb) * 1024;
    const peakRssBytes = Math.max(rssBytes, this.#last?.peakRssBytes ?? 0);
    this.#last = { rssBytes, peakRssBytes, cpuMs: clockMs(time) };
  }

  [Symbol.dispose](): void {}
}

/** `[[days-]hours:]minutes:seconds[.hundredths]`, as ps writes time. */
export function clockMs(time: string): number {
  const [clock = "", days = "0"] = time.split("-").reverse();
  const seconds = clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return (Number(days) * 86_400 + seconds) * 1_000;
}

/**
 * Lets others go first. A priority belongs to one thread, and where the kernel groups processes by session
 * (autogroup) it only counts within the group, so the group is told too. Lowering needs no rights, but the
 * kernel takes one such wish every 100 ms: false means ask again. Any other refusal is for good: a process in
 * the group the machine booted with is told `EINVAL` however often it asks.
 */
export function yieldPriority(pid: number, nice: number, tellGroup = writeFileSync): boolean {
  if (process.platform !== "linux") return attempt(() => setPriority(pid, nice)) !== null;
  for (const thread of attempt(() => readdirSync(`/proc/${pid}/task`)) ?? []) {
    attempt(() => setPriority(Number(thread), nice));
  }
  const group = `/proc/${pid}/autogroup`;
  try {
    tellGroup(group, String(nice));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "EAGAIN";
  }
}

/** Null instead of a throw: a process may be gone at any moment, and that is no error. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
