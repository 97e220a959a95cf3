import type { Service as ServiceName } from "#protocol";
import type { Warm } from "../cells/warm-pool.ts";
import type { Look } from "./look.ts";

/** One real database, warm and good for one run. It is never reset: too much of it survives that. */
export interface Service extends Warm {
  readonly name: ServiceName;
  /** As its readers know it. */
  readonly title: string;
  /** The first process of its tree on the host. */
  readonly init: number;
  /** All its processes together, without what they share. */
  readonly memoryMb: number;
  /** Settles when nothing of it is left. */
  readonly ended: Promise<unknown>;
  /** What it said last. */
  readonly lastWords: string;
  /** Moves its socket to where a cell can reach it. */
  attach(sockets: string): Promise<void>;
  /** Its own view of what goes on in it; takes none of the connections a program may have. */
  look(): Promise<Look>;
  kill(): void;
}

export interface ServiceMaker {
  start(signal: AbortSignal): Promise<Service>;
}
