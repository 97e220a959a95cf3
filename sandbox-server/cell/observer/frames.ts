import type { EventData } from "#protocol";
import type { CellFile } from "../../cells/wire.ts";
import type { RawFrame } from "./answers.ts";

/** Which frames of a stack are the learner's, and where they stand in what the learner typed. */

export type Frame = EventData<"block">["stack"][number];

/** Past this column lies nothing: the last thing on a line stands for the line. */
export const endOfLine = 1_000_000;
/** What the wire takes (protocol/events.ts). */
const maxFrames = 8;
const maxName = 120;

/** Finds where a place of the running code was typed; lines and columns from 0. */
export type Origin = { findEntry(line: number, column: number): { originalLine?: number } | object };

export type Frames = {
  /** Null for a frame that is not the learner's, or that is a driver's. */
  own(frame: RawFrame): Frame | null;
  /** The learner's frames, innermost first. */
  ownOf(stack: readonly RawFrame[]): Frame[];
  /** The first line as typed, from this one on, that calls a function of this name. */
  find(file: string, fromLine: number, callee: string): number | null;
};

/** `origin` reads a source map; only files that were transformed have one. */
export function createFrames(
  rootUrl: string,
  files: readonly CellFile[],
  origin: (map: string) => Origin = () => ({ findEntry: () => ({}) }),
): Frames {
  const known = new Map(files.map((file) => [file.path, file]));
  const origins = new Map<string, Origin>();

  const fileOf = (url: string) => {
    // CommonJS modules are named by their path, all others by their URL.
    const path = url.startsWith(rootUrl)
      ? decoded(url.slice(rootUrl.length).replace(/[?#].*$/s, ""))
      : url.startsWith(rootPath)
        ? url.slice(rootPath.length)
        : "";
    return known.get(path);
  };
  const rootPath = decoded(rootUrl.slice("file://".length));

  const typed = (path: string, line: number, column = endOfLine) => {
    const map = known.get(path)?.map;
    if (!map) return line;
    const found = origins.get(path) ?? origin(map);
    origins.set(path, found);
    const entry = found.findEntry(line - 1, column - 1);
    return "originalLine" in entry && typeof entry.originalLine === "number" ? entry.originalLine + 1 : line;
  };

  const own = ({ fn, url, line, column }: RawFrame): Frame | null => {
    const file = fileOf(url);
    if (!file || isDriver(file.path) || line < 1) return null;
    return { fn: fn.slice(0, maxName) || anonymous, file: file.path, line: typed(file.path, line, column) };
  };

  return {
    own,
    ownOf: (stack) => stack.flatMap((frame) => own(frame) ?? []).slice(0, maxFrames),
    find(path, fromLine, callee) {
      const lines = known.get(path)?.code.split("\n") ?? [];
      const call = new RegExp(`(?<![\\w$])${callee.replace(/[^\w]/g, "\\$&")}\\s*\\(`);
      const index = lines.findIndex((line, at) => typed(path, at + 1) >= fromLine && call.test(line));
      return index < 0 ? null : typed(path, index + 1);
    },
  };
}

export const anonymous = "(anonymous)";

/** An exercise's driver is not the learner's work. */
const isDriver = (path: string) => /(?:^|\/)driver[^/]*$/.test(path);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
