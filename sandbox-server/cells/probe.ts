import { readdir, readFile, readlink } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { Cell, CellMaker } from "./cell.ts";
import { type Facts, missingWalls, type OutsideFacts } from "./walls.ts";

/** Proves the walls with one real cell. Nothing else on this machine is believed: no version, no setting. */

export type Proof = { ok: true } | { ok: false; missing: string[] };

/** `maker` has the walls to be proven and `cell/prove.ts` for its program. */
export async function proveWalls(maker: CellMaker): Promise<Proof> {
  try {
    await using cell = await maker.start(AbortSignal.timeout(20_000));
    const outside = await lookFromOutside(cell);
    cell.channel.write("\n");
    const [said, complaint] = await Promise.all([text(cell.stdout), text(cell.stderr)]);
    if (!said) throw new Error(`expected facts from inside a cell, got ${complaint.trim() || "nothing"}`);
    const missing = missingWalls(JSON.parse(said) as Facts, outside);
    return missing.length === 0 ? { ok: true } : { ok: false, missing };
  } catch (error) {
    return { ok: false, missing: [`a cell: ${(error as Error).message}`] };
  }
}

async function lookFromOutside({ pid }: Cell): Promise<OutsideFacts> {
  const status = await readFile(`/proc/${pid}/status`, "latin1");
  const uids = /^Uid:\s+(.*)$/m.exec(status)?.[1]?.split(/\s+/).map(Number) ?? [];
  const kinds = await readdir("/proc/self/ns");
  return { uids, namespaces: await Promise.all(kinds.map((kind) => readlink(`/proc/self/ns/${kind}`))) };
}
