import type { Session } from "node:inspector";
import { createRequire } from "node:module";
import { inspect } from "node:util";
import { begun } from "./begin.ts";
import { report } from "./channel.ts";
import { lastLoaded, type Place, placeOf } from "./places.ts";
import type { Run } from "./shared.ts";

/** What ended the program, told twice: as a record for the page and on stderr as Node would print it. */
export function tellFatal(error: unknown, kind: "uncaught" | "rejection", run: Run | null): void {
  const told = tell(error, run);
  const { place, message, stack, shown } = told;
  report({
    type: "error",
    data: {
      kind: begun() ? kind : "module",
      message: message.slice(0, 4_000),
      ...(place ?? {}),
      ...(stack ? { stack: stack.slice(0, 8_000) } : {}),
    },
  });
  const file = place ? run?.files.find(({ path }) => path === place.file) : undefined;
  const source = place ? file?.code.split("\n")[place.line - 1] : undefined;
  const arrow =
    place && source !== undefined && !shown.startsWith(`${place.file}:`)
      ? `${place.file}:${place.line}\n${source}\n${source.slice(0, place.column - 1).replace(/[^\t]/g, " ")}^\n\n`
      : "";
  process.stderr.write(`${arrow}${shown}\n\nNode.js ${process.version}\n`);
}

type Told = { message: string; stack: string | null; shown: string; place: Place | null };

function tell(error: unknown, run: Run | null): Told {
  try {
    if (!(error instanceof Error)) {
      const shown = inspect(error);
      return {
        message: typeof error === "string" ? error : shown,
        stack: null,
        shown: `Uncaught ${shown}`,
        place: null,
      };
    }
    const tidy = (text: string) => (run ? tidyPaths(text, run) : text);
    const raw = typeof error.stack === "string" ? error.stack : "";
    const stack = tidy(raw);
    const place = placeOf(error) ?? headOf(raw, run) ?? frameOf(raw, run) ?? syntaxPlace(error, run);
    const message = tidy(messageOf(error));
    return { message, stack: stack || null, shown: tidy(inspect(error)), place };
  } catch {
    return { message: "an error that cannot be shown", stack: null, shown: "Uncaught", place: null };
  }
}

function messageOf(error: Error): string {
  const { name, message } = error;
  return name && name !== "Error" ? `${name}: ${message}` : String(message);
}

/** The learner's own paths as he wrote them; frames of ours are left out. */
export function tidyPaths(text: string, run: Run): string {
  const lines = text.split("\n").filter((line) => !isFrame(line) || !line.includes("looplab:"));
  // A stack with nothing but the module loader's own frames tells nobody anything.
  const told = lines.some((line) => isFrame(line) && !line.includes("node:"))
    ? lines
    : lines.filter((line) => !isFrame(line));
  return told
    .join("\n")
    .replaceAll(run.rootUrl, "")
    .replaceAll(run.root, "")
    .replaceAll(`${run.packages.url}node_modules/`, "node_modules/")
    .replaceAll(`${run.packages.folder}node_modules/`, "node_modules/");
}

const isFrame = (line: string) => /^\s+at /.test(line);

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The innermost frame in one of the learner's files. */
function frameOf(stack: string, run: Run | null): Place | null {
  if (!run) return null;
  const frame = new RegExp(
    `^\\s+at .*?(?:${literally(run.rootUrl)}|${literally(run.root)})([^:?#]+)[^:]*:(\\d+):(\\d+)\\)?$`,
    "m",
  );
  return toPlace(stack.match(frame), run);
}

/** Some errors of the module loader open their stack with `<url>:<line>` and an arrow. */
function headOf(stack: string, run: Run | null): Place | null {
  if (!run || !stack.startsWith(run.rootUrl)) return null;
  const head = stack.slice(run.rootUrl.length).match(/^([^:\n]+):(\d+)\n.*\n( *)\^/);
  return head ? toPlace([head[0], head[1] ?? "", head[2] ?? "", String((head[3]?.length ?? 0) + 1)], run) : null;
}

function toPlace(match: ArrayLike<string> | null, run: Run): Place | null {
  if (!match) return null;
  const file = decodeURIComponent(match[1] ?? "");
  if (!run.files.some(({ path }) => path === file)) return null;
  return { file, line: Number(match[2]), column: Number(match[3]) };
}

/** A syntax error found by V8 keeps its place to itself, but the inspector may ask for it. */
function syntaxPlace(error: Error, run: Run | null): Place | null {
  if (!run || begun() || !(error instanceof SyntaxError)) return null;
  const session: Session = new (createRequire(import.meta.url)("node:inspector").Session)();
  const slot = Symbol.for("looplab:error");
  try {
    session.connect();
    Object.assign(globalThis, { [slot]: error });
    let place: Place | null = null;
    session.post("Runtime.evaluate", { expression: "globalThis[Symbol.for('looplab:error')]" }, (_, found) => {
      const errorObjectId = found?.result.objectId;
      if (!errorObjectId) return;
      session.post("Runtime.getExceptionDetails" as "Runtime.evaluate", { errorObjectId } as never, (_, asked) => {
        const details = asked?.exceptionDetails;
        // It knows line and column, not the file: that is the one being compiled.
        if (details) place = { file: lastLoaded(), line: details.lineNumber + 1, column: details.columnNumber + 1 };
      });
    });
    return place;
  } finally {
    session.disconnect();
  }
}
