import { inspect, types } from "node:util";
import type { Report } from "../cells/wire.ts";
import { begun } from "./begin.ts";
import { report, writeAll } from "./channel.ts";
import { type Place, placeOf } from "./places.ts";
import type { Run } from "./shared.ts";

/** What ended the program, told twice: as a record for the page, and on stderr as Node would print it. */
export function tellFatal(error: unknown, origin: "uncaught" | "rejection", run: Run): void {
  const { message, stack, shown, place } = understand(error, run);
  const kind = begun() ? origin : "module";
  const data: CellError = { kind, message: message.slice(0, messageChars), ...place };
  // The stack is left out where the line would get too long for the channel.
  const told = stack !== "" && report({ type: "error", data: { ...data, stack: stack.slice(0, stackChars) } });
  if (!told) report({ type: "error", data });
  writeAll(2, from(`${arrowTo(place, shown, run)}${shown}\n\nNode.js ${process.version}\n`));
}

const { from } = Buffer;
/** protocol/events.ts allows so much. */
const messageChars = 4_096;
const stackChars = 8_192;

type CellError = Extract<Report, { type: "error" }>["data"];
type Understood = { message: string; stack: string; shown: string; place: Place | null };

/** Anything can be thrown, and what was thrown can throw again when it is looked at. */
function understand(error: unknown, run: Run): Understood {
  try {
    const shown = tidy(inspect(error), run);
    if (!types.isNativeError(error) && !(error instanceof Error)) {
      const message = typeof error === "string" ? error : shown;
      return { message, stack: "", shown: `Uncaught ${shown}`, place: null };
    }
    const name = error.name && error.name !== "Error" ? `${error.name}: ` : "";
    const stack = typeof error.stack === "string" ? tidy(error.stack, run) : "";
    return { message: tidy(name + error.message, run), stack, shown, place: placeOf(error, run) };
  } catch {
    return { message: "an error that cannot be shown", stack: "", shown: "Uncaught", place: null };
  }
}

/** The learner's paths as they were submitted, frames of ours and of Node's insides left out. */
function tidy(text: string, { root, rootUrl, packages }: Run): string {
  const withoutOurs = leaveOut(text, (frame) => /looplab:|node:internal\//.test(frame));
  // A stack of nothing but Node's module loader tells nobody anything.
  const places = withoutOurs.match(frames) ?? [];
  return (places.every((frame) => frame.includes("node:")) ? leaveOut(withoutOurs, () => true) : withoutOurs)
    .replaceAll(rootUrl, "")
    .replaceAll(root, "")
    .replaceAll(`${packages.url}node_modules/`, "node_modules/")
    .replaceAll(`${packages.folder}node_modules/`, "node_modules/");
}

/** The brace after the last frame belongs to the properties that are shown below it. */
const frames = /\n +at [^\n]*?(?= \{\n|\n|$)/g;
const leaveOut = (text: string, which: (frame: string) => boolean) =>
  text.replace(frames, (frame) => (which(frame) ? "" : frame));

/** The line as Node shows it above an error, if the error does not bring its own. */
function arrowTo(place: Place | null, shown: string, run: Run): string {
  if (!place || shown.startsWith(`${place.file}:`)) return "";
  const file = run.files.find(({ path }) => path === place.file);
  const source = file?.map ? (JSON.parse(file.map) as { sourcesContent?: string[] }).sourcesContent?.[0] : file?.code;
  const line = source?.split("\n")[place.line - 1];
  if (line === undefined) return "";
  return `${place.file}:${place.line}\n${line}\n${line.slice(0, place.column - 1).replace(/[^\t]/g, " ")}^\n\n`;
}
