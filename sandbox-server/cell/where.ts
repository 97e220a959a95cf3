import { SourceMap } from "node:module";
import util from "node:util";
import { createFrames, type Frames } from "./observer/frames.ts";
import { theRun } from "./shared.ts";

/** Where in the learner's code this is: the innermost of his frames that led here, awaits included. */

const { getCallSites } = util;

/** What is above it is boot's, or a package's. */
const depth = 32;
/** A stack across awaits costs 20 µs and more; a program of which it never tells anything is not asked for ever. */
const maxMisses = 200;

let frames: Frames | undefined;
let misses = 0;

export function where(): { file: string; line: number } | null {
  const { rootUrl, files } = theRun();
  frames ??= createFrames(rootUrl, files, (map) => new SourceMap(JSON.parse(map)));
  const here = getCallSites(depth).map((site) => ({
    fn: site.functionName,
    url: site.scriptName,
    line: site.lineNumber,
    column: site.columnNumber,
  }));
  const [own] = frames.ownOf(here);
  if (own) return { file: own.file, line: own.line };
  if (misses >= maxMisses) return null;
  const [earlier] = frames.ownOf(asyncStack());
  if (!earlier) misses += 1;
  return earlier ? { file: earlier.file, line: earlier.line } : null;
}

/** Only an error's own stack goes back across awaits. */
function asyncStack() {
  const { stackTraceLimit, prepareStackTrace } = Error;
  try {
    Error.stackTraceLimit = depth;
    Error.prepareStackTrace = (_, sites) => sites;
    const sites = new Error().stack as unknown as NodeJS.CallSite[];
    return sites.map((site) => ({
      fn: site.getFunctionName() ?? "",
      url: site.getFileName() ?? "",
      line: site.getLineNumber() ?? 0,
      column: site.getColumnNumber() ?? 0,
    }));
  } catch {
    // The program has frozen `Error`.
    return [];
  } finally {
    Object.assign(Error, { stackTraceLimit, prepareStackTrace });
  }
}
