import { stripTypeScriptTypes } from "node:module";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import type { Cell, CellEnd, CellMaker } from "./cell.ts";
import { armLine, type HandOver, Report } from "./wire.ts";

/** What a program did in a cell. `code` is the one boot reported, if it did. */
export type Ran = {
  stdout: string;
  stderr: string;
  reports: Report[];
  torn: string[];
  code: number | null;
  end: CellEnd;
};

/** Runs one program in a fresh cell as the server would, for tests. Files named .ts are stripped first. */
export async function runIn(
  maker: CellMaker,
  files: Record<string, string>,
  options: Partial<HandOver> & { timeoutMs?: number; warm?: (cell: Cell) => unknown; armed?: boolean } = {},
): Promise<Ran> {
  const { timeoutMs = 20_000, warm, armed = true, ...handOver } = options;
  await using cell = await maker.start(AbortSignal.timeout(timeoutMs));
  await warm?.(cell);
  if (armed) cell.channel.write(armLine);
  const nonce = "a-nonce-for-tests";
  const outputs = Promise.all([text(cell.stdout), text(cell.stderr)]);
  const reports: Report[] = [];
  const torn: string[] = [];
  let code: number | null = null;
  const lines = createInterface({ input: cell.channel });
  lines.on("line", (line) => {
    const report = Report.safeParse(parsed(line));
    if (!report.success) {
      torn.push(line);
      return;
    }
    reports.push(report.data);
    if (report.data.type === "code" && report.data.nonce === nonce) {
      code = report.data.code;
      cell.kill();
    }
  });
  const late = setTimeout(() => cell.kill(), timeoutMs);
  const message: HandOver = {
    entry: Object.keys(files)[0] ?? "main.ts",
    load: null,
    env: {},
    observe: { lanes: true, profile: true },
    packages: [],
    services: [],
    wallMs: timeoutMs,
    nonce,
    files: Object.entries(files).map(([path, source]) => ({
      path,
      code: /\.[mc]?ts$/.test(path) ? stripTypeScriptTypes(source) : source,
    })),
    ...handOver,
  };
  cell.channel.write(`${JSON.stringify(message)}\n`);
  const end = await cell.ended;
  clearTimeout(late);
  const [stdout, stderr] = await outputs;
  return { stdout, stderr, reports, torn, code, end };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}

/** The reports of one kind, in order. */
export function reportsOf<T extends Report["type"]>(ran: Ran, type: T): Extract<Report, { type: T }>[] {
  return ran.reports.filter((report): report is Extract<Report, { type: T }> => report.type === type);
}
