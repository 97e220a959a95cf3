import { report } from "./channel.ts";
import { monotonicMs } from "./clock.ts";
import { shared } from "./shared.ts";

const starts: ((zeroMs: number) => void)[] = [];

/** What has to start together with the learner's code: the observer, the load. */
export function atZero(begin: (zeroMs: number) => void): void {
  starts.push(begin);
}

export const begun = (): boolean => shared.zeroMs > 0;

/** Time zero. Only the first call counts. */
export function markZero(): void {
  if (begun()) return;
  shared.zeroMs = monotonicMs();
  report({ type: "zero", atMs: shared.zeroMs });
  for (const start of starts) start(shared.zeroMs);
}
