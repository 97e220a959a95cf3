import { type EventData, limits, type RunEvent } from "#protocol";
import { maxLineBytes, Report } from "./cells/wire.ts";
import { createLines } from "./lines.ts";
import { createOwnPaths } from "./own-paths.ts";

/**
 * Reads what a cell reports, as hostile input: every line is bounded, parsed by schema, counted against the
 * run's budgets and kept to the learner's own files. What does not pass is counted and nothing more.
 */
export interface Reports {
  push(chunk: Buffer): void;
  /** What the server itself saw of the run's services, within the same budgets. */
  add(event: Counted): void;
  /** Once a budget is spent only the end of the program is still of interest. */
  readonly spent: boolean;
  /** The exit code boot reported under the run's nonce, unless anything followed it. */
  readonly code: number | null;
  /** What was dropped, and the block the program ended in as it has to be told. */
  end(endMs: number): { cut: RunEvent | null; dropped: RunEvent[]; maxLagMs: number | null };
}

type Options = {
  files: readonly string[];
  nonce: string;
  /** Time zero on the monotonic clock, told once. */
  onZero: (atMs: number) => void;
  onEvent: (event: RunEvent) => void;
  /** The program says that it is over. */
  onCode: () => void;
};

type Block = EventData<"block">;
export type Droppable = EventData<"dropped">["what"];
/** Telemetry: what counts against a run's budgets. */
export type Counted = Extract<RunEvent, { type: Droppable }>;

export function createReports({ files, nonce, onZero, onEvent, onCode }: Options): Reports {
  const paths = createOwnPaths(files);
  const dropped = new Map<Droppable, number>();
  let begun = false;
  let events = 0;
  let bytes = 0;
  let errors = 0;
  let code: number | null = null;
  let afterCode = false;
  let openBlock: Block | null = null;
  let maxLagMs: number | null = null;

  const drop = (what: Droppable) => dropped.set(what, (dropped.get(what) ?? 0) + 1);
  const lagged = (ms: number) => {
    maxLagMs = Math.max(maxLagMs ?? 0, ms);
  };
  const isSpent = () => events >= limits.events || bytes >= limits.telemetryBytes;

  const onLine = (line: Buffer) => {
    const type = typeOf(line);
    const report = mayMatter(type) ? parse(line) : undefined;
    if (code !== null) {
      afterCode = true;
    } else if (report?.type === "code" && report.nonce === nonce) {
      code = report.code;
      onCode();
    } else if (report?.type === "zero" && !begun) {
      begun = true;
      onZero(report.atMs);
    } else {
      count(line, type, report);
    }
  };

  /** Past the budget only these are worth parsing: the end of the program, and of a block that was told. */
  const mayMatter = (type: string) => !isSpent() || type === "code" || (type === "block" && openBlock !== null);

  const count = (line: Buffer, type: string, report: Report | null | undefined) => {
    const spent = isSpent();
    events += 1;
    bytes += line.length;
    if (report === undefined) drop(droppable(type));
    else if (report === null || !("data" in report)) drop("report");
    // Without its end the page would show a block going on and on.
    else if (spent && !(report.type === "block" && report.data.id === openBlock?.id)) drop(report.type);
    else pass(report);
  };

  const pass = (report: Extract<Report, { data: unknown }>) => {
    switch (report.type) {
      case "lag":
        for (const sample of report.data) lagged(sample.lagMs);
        onEvent(report);
        break;
      case "block": {
        lagged(report.data.durationMs);
        const data = paths.block(report.data);
        // There is one main loop, so one block at most lasts.
        if (data.state === "open") openBlock = data;
        else if (data.id === openBlock?.id) openBlock = null;
        onEvent({ type: "block", data });
        break;
      }
      case "lane":
        onEvent({ type: "lane", data: paths.lane(report.data) });
        break;
      case "error":
        errors += 1;
        if (errors > limits.errors) drop("error");
        else onEvent({ type: "error", data: paths.error(report.data) });
        break;
      case "metric":
        // That one is the server's own word.
        if (report.data.name === serverLag) drop("metric");
        else onEvent(report);
        break;
      default:
        onEvent(report);
    }
  };

  const lines = createLines(maxLineBytes, onLine, () => {
    if (code !== null) afterCode = true;
    events += 1;
    drop("report");
  });

  return {
    push: (chunk) => lines.push(chunk),
    add(event) {
      const spent = isSpent();
      events += 1;
      bytes += JSON.stringify(event.data).length;
      if (spent) drop(event.type);
      else onEvent(event);
    },
    get spent() {
      return isSpent();
    },
    get code() {
      return afterCode || lines.unfinished ? null : code;
    },
    end(endMs) {
      let cut: RunEvent | null = null;
      if (openBlock) {
        const lasted = Math.min(Math.max(endMs - openBlock.startMs, openBlock.durationMs), maxDurationMs);
        lagged(lasted);
        cut = { type: "block", data: { ...openBlock, state: "cut", durationMs: lasted } };
      }
      return {
        cut,
        dropped: [...dropped].map(([what, count]) => ({ type: "dropped", data: { what, count } })),
        maxLagMs,
      };
    },
  };
}

/** The server's own lag, measured outside the cell. */
export const serverLag = "serverLagMs";

const maxDurationMs = 120_000;

/** Without parsing: boot writes the type first, and whoever does not gains nothing. */
const typeOf = (line: Buffer) => /^\{"type":"(\w{1,10})"/.exec(line.toString("latin1", 0, 24))?.[1] ?? "";

const telemetry: readonly string[] = ["lag", "block", "lane", "note", "request", "metric", "error"];
const droppable = (type: string) => (telemetry.includes(type) ? (type as Droppable) : "report");

function parse(line: Buffer): Report | null {
  try {
    const result = Report.safeParse(JSON.parse(line.toString("utf8")));
    return result.success ? result.data : null;
  } catch {
    // Not JSON, or nested so deeply that checking it overflows the stack.
    return null;
  }
}
