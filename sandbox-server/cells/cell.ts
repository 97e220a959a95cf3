import type { Duplex, Readable } from "node:stream";
import type { Isolation } from "#protocol";
import type { FilterArch } from "./seccomp.ts";
import type { Uids } from "./uids.ts";

/** How a cell's process ended, as its parent saw it. */
export type CellEnd = { code: number | null; signal: NodeJS.Signals | null };

/**
 * One isolated process, warm and waiting, good for one run.
 * What walls it has is its maker's business; whoever runs a program in it sees only this.
 */
export interface Cell extends AsyncDisposable {
  readonly isolation: Isolation;
  /** The Node process itself on the host, for reading /proc; never a wrapper's. */
  readonly pid: number;
  /** Reads what the kernel holds for this cell besides its own memory, where that can be told from the machine's. */
  readonly kernelBytes?: () => number;
  /** The folder it sees as /svc: a socket put there can be connected to from inside. Only where there are walls. */
  readonly sockets?: string;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** One `HandOver` line down, `Report` lines up (see wire.ts). */
  readonly channel: Duplex;
  /** Settles once, after the whole tree is gone. */
  readonly ended: Promise<CellEnd>;
  /** Kills the whole tree at once. Safe to call at any time, any number of times. */
  kill(): void;
}

/** Starts one fresh cell and resolves when it waits for its program; rejects if it cannot be had. */
export interface CellMaker {
  readonly isolation: Isolation;
  start(signal: AbortSignal): Promise<Cell>;
  /** What else can be kept behind the same kind of walls needs. */
  readonly ground?: Ground;
  /** Removes what the maker itself left on disk. */
  close(): Promise<void>;
}

/** Where a maker with walls builds them. */
export type Ground = {
  bwrap: string;
  arch: FilterArch;
  /** Null where the server itself is an unprivileged user. */
  uids: Uids | null;
  /** A folder of the server's that no cell can see, and that goes with the maker. */
  beside: string;
};
