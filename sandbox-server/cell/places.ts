import type { CellFile } from "../cells/wire.ts";
import { begun } from "./begin.ts";
import { Session } from "./inspector.ts";
import type { Run } from "./shared.ts";

/** Where in the learner's files an error lies. */
export type Place = { file: string; line: number; column: number };

const known = new WeakMap<object, Place>();
let lastLoaded = "";

/** Said by whoever raises an error whose stack cannot tell. */
export function locate(error: object, place: Place | null): void {
  if (place) known.set(error, place);
}

/** Said of each file as Node takes it: while a graph is linked, the last one is the one being compiled. */
export function loaded(path: string): void {
  lastLoaded = path;
}

export function placeOf(error: Error, run: Run): Place | null {
  const stack = String(error.stack);
  return known.get(error) ?? fromHead(stack, run) ?? fromFrames(stack, run) ?? fromSyntaxError(error, run);
}

/** The place where a file names this specifier. */
export function importPlace(file: CellFile, specifier: string): Place | null {
  for (const quote of ['"', "'", "`"]) {
    const offset = file.code.indexOf(quote + specifier + quote);
    if (offset < 0) continue;
    const before = file.code.slice(0, offset).split("\n");
    return { file: file.path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
  return null;
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The innermost frame in one of the learner's files; one outside a lesson's driver, if there is any. */
function fromFrames(stack: string, run: Run): Place | null {
  const roots = `${literally(run.rootUrl)}|${literally(run.root)}`;
  const frames = stack.matchAll(new RegExp(`^ +at .*?(?:${roots})([^:?#]+)[^:\n]*:(\\d+):(\\d+)\\)?$`, "gm"));
  const places = [...frames].flatMap(([, file, line, column]) => toPlace(file, line, column, run) ?? []);
  return places.find(({ file }) => !/(?:^|\/)driver[^/]*$/.test(file)) ?? places[0] ?? null;
}

/** Some errors of the module loader open their stack with `<url>:<line>` and an arrow. */
function fromHead(stack: string, run: Run): Place | null {
  if (!stack.startsWith(run.rootUrl)) return null;
  const [, file, line, indent] = stack.slice(run.rootUrl.length).match(/^([^:\n]+):(\d+)\n.*\n( *)\^/) ?? [];
  return toPlace(file, line, String((indent?.length ?? 0) + 1), run);
}

function toPlace(encoded = "", line = "", column = "", run: Run): Place | null {
  const file = decodeURIComponent(encoded);
  return run.files.some(({ path }) => path === file) ? { file, line: Number(line), column: Number(column) } : null;
}

/** A syntax error found by V8 keeps its place to itself, but the inspector may ask for it: all but the file. */
function fromSyntaxError(error: Error, run: Run): Place | null {
  if (begun() || !(error instanceof SyntaxError)) return null;
  const file = run.files.find(({ path }) => path === lastLoaded);
  // Of a transformed file it would be a place nobody has written.
  if (!file || file.map) return null;
  const slot = Symbol.for("looplab:error");
  const session = new Session();
  let place: Place | null = null;
  try {
    session.connect();
    Object.assign(globalThis, { [slot]: error });
    session.post("Runtime.evaluate", { expression: "globalThis[Symbol.for('looplab:error')]" }, (_, found) => {
      const errorObjectId = found?.result.objectId;
      // Newer than the types of node:inspector.
      const ask = "Runtime.getExceptionDetails" as "Runtime.evaluate";
      session.post(ask, { errorObjectId } as never, (_, asked) => {
        const details = asked?.exceptionDetails;
        if (details) place = { file: lastLoaded, line: details.lineNumber + 1, column: details.columnNumber + 1 };
      });
    });
  } finally {
    session.disconnect();
    Reflect.deleteProperty(globalThis, slot);
  }
  return place;
}
