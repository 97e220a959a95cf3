import { report } from "./channel.ts";
import { monotonicMs } from "./clock.ts";
import { shared } from "./shared.ts";

const preparations: (() => void)[] = [];
const starts: ((zeroMs: number) => void)[] = [];

/** What takes a moment and must be done by time zero. */
export function beforeZero(prepare: () => void): void {
  preparations.push(prepare);
}

/** What has to start together with the learner's code: the observer, the load. */
export function atZero(begin: (zeroMs: number) => void): void {
  starts.push(begin);
}

export const begun = (): boolean => shared.zeroMs > 0;

/** Time zero. Only the first call counts. */
export function markZero(): void {
  if (begun()) return;
  for (const prepare of preparations) prepare();
  shared.zeroMs = monotonicMs();
  report({ type: "zero", atMs: shared.zeroMs });
  for (const start of starts) start(shared.zeroMs);
}
