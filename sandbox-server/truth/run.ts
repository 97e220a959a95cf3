import { readFileSync } from "node:fs";
import type { CellMaker } from "../cells/cell.ts";
import { runIn } from "../cells/testing.ts";
import { type Judged, judge, type Truth } from "./judge.ts";
import type { Program } from "./programs.ts";

const driver = readFileSync(new URL("./driver.ts", import.meta.url), "utf8");

/** Runs one program of the suite in a cell and judges what the observer told of it. */
export async function runTruth(maker: CellMaker, { name, files }: Program, armed = true): Promise<Judged> {
  const ran = await runIn(maker, { ...files, "driver.ts": driver }, { armed });
  const zero = ran.reports.find((report) => report.type === "zero");
  if (ran.code !== 0 || !zero) throw new Error(`${name}: expected code 0, got ${ran.code}: ${ran.stderr}`);
  const truths = JSON.parse(ran.stdout.trim().split("\n").at(-1) || "[]") as Truth[];
  return judge({ program: name, files, truths, zeroMs: zero.atMs, reports: ran.reports });
}
