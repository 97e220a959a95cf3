import assert from "node:assert/strict";
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { buildApp } from "./app.ts";
import { createBubblewrapMaker, type Walls, wallArguments } from "./bubblewrap.ts";
import type { Cell, CellEnd, CellMaker } from "./cell.ts";
import { find } from "./find.ts";
import { buildRoot } from "./root.ts";
import { type FilterArch, seccompFilter } from "./seccomp.ts";
import { Uids, uidRange } from "./uids.ts";

/** Cells for tests that run a program of their own in place of boot, or that take a wall away. */

/** Why there can be no such tests here; false where there can. */
export const noBubblewrap =
  process.platform !== "linux" || !(await find("bwrap")) ? "bubblewrap is not installed" : false;

export const thisFilter = (): Buffer => seccompFilter(process.arch as FilterArch);

type Change = {
  walls?: (args: string[]) => string[];
  filter?: Buffer;
  uids?: Walls["uids"];
  args?: string[];
  node?: string;
};

/** Runs whatever module it is sent over the channel, without boot and without Node's permission model. */
export const anyProgram = `
  import fs from "node:fs";
  fs.writeSync(3, '{"type":"ready"}\\n');
  const code = Buffer.alloc(65536);
  const bytes = fs.readSync(3, code);
  await import("data:text/javascript," + encodeURIComponent(code.toString("utf8", 0, bytes)));
`;

/** `program`: the source of an ES module, or a file's URL; without one, the proof of the walls. It starts by saying `ready`. */
export async function openWalls(program?: string | URL, change: Change = {}): Promise<CellMaker> {
  const uids = process.geteuid?.() === 0 ? await Uids.ofThisMachine() : null;
  const write = async (folder: string) => {
    const file = join(folder, "program.mjs");
    await (typeof program === "string" ? writeFile(file, program) : copyFile(program as URL, file));
  };
  const content = { node: change.node ?? process.execPath, app: program === undefined ? buildApp : write };
  await using undo = new AsyncDisposableStack();
  const root = undo.use(await buildRoot(content, uids ? uidRange.first : undefined));
  const standing = wallArguments(root.path);
  const entry = program === undefined ? "/app/prove.mjs" : "/app/program.mjs";
  const maker = await createBubblewrapMaker({
    bwrap: (await find("bwrap")) as string,
    root,
    walls: change.walls?.(standing) ?? standing,
    filter: change.filter ?? thisFilter(),
    uids: change.uids === undefined ? uids : change.uids,
    command: ["/bin/node", "--disable-warning=ExperimentalWarning", entry, ...(change.args ?? [])],
  });
  undo.move();
  return maker;
}

/** What a program of one fresh cell printed as JSON. */
export async function ask<T>(maker: CellMaker): Promise<T> {
  await using cell = await maker.start(AbortSignal.timeout(20_000));
  return await answerOf<T>(cell);
}

export async function answerOf<T>(cell: Cell): Promise<T> {
  cell.channel.on("error", () => {}).write("\n");
  const [said, complaint] = await Promise.all([text(cell.stdout), text(cell.stderr)]);
  assert.notEqual(said, "", complaint);
  return JSON.parse(said) as T;
}

/** Runs one module in a cell of `anyProgram`; resolves once the cell is gone. */
export async function runModule(
  maker: CellMaker,
  code: string,
): Promise<{ stdout: string; stderr: string; end: CellEnd }> {
  await using cell = await maker.start(AbortSignal.timeout(20_000));
  cell.channel.on("error", () => {}).write(code);
  cell.channel.resume();
  const [stdout, stderr, end] = await Promise.all([text(cell.stdout), text(cell.stderr), cell.ended]);
  return { stdout, stderr, end };
}
