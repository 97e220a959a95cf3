import type { SavedTrace } from "#protocol/read-trace";
import { isPast, wasRecorded } from "./past.ts";
import { isUnderWay } from "./run-state.ts";
import type { BenchState } from "./store.ts";

/** The run that a link or a file would hold: the newest on the axis that is over. */
export function runToKeep({ shown, runs }: Pick<BenchState, "shown" | "runs">): SavedTrace | null {
  const over = shown.flatMap((key) => {
    const run = runs[key];
    return wasRecorded(run) && !isUnderWay(run.state) ? [{ key, run }] : [];
  });
  const trace = (over.findLast(({ key }) => !isPast(key)) ?? over.at(-1))?.run.trace;
  return trace?.request ? { ...trace, request: trace.request } : null;
}

/** One event a line, so that the file can be read and compared. */
export const textOf = ({ version, request, events }: SavedTrace): string =>
  `{"version":${version},"request":${JSON.stringify(request)},"events":[\n${events.map((event) => JSON.stringify(event)).join(",\n")}\n]}\n`;

export const fileNameAt = (when: Date): string =>
  `looplab-${when.toISOString().slice(0, 16).replace("T", "-").replace(":", "")}.json`;

export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
