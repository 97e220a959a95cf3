import { randomBytes } from "node:crypto";
import { lstat, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { takeLease } from "./lease.ts";

/** A folder that is ours alone for as long as we live: the next one made sweeps up after servers that were killed. */
export interface OwnFolder extends AsyncDisposable {
  readonly path: string;
}

/** Only Linux has names that go with their holder; elsewhere what a killed server left stays in the temporary folder. */
const hasLeases = process.platform === "linux";

export async function makeOwnFolder(base: string): Promise<OwnFolder> {
  if (hasLeases) await sweep(base);
  await using undo = new AsyncDisposableStack();
  const path = join(base, `cell-${randomBytes(8).toString("hex")}`);
  // Before the folder exists, or another server could take it for a leftover.
  if (hasLeases) {
    const lease = await takeLease(path);
    if (!lease) throw new Error(`expected ${path} to be new, got one in use`);
    undo.use(lease);
  }
  // A new folder or an error: whatever somebody else planted under this name is not used, a link included.
  await mkdir(path, { mode: 0o700 });
  undo.defer(() => rm(path, { recursive: true, force: true }));
  const owned = undo.move();
  return { path, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** Nobody holds the lease of a folder whose server is gone. */
async function sweep(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    if (!/^cell-[0-9a-f]{16}$/.test(name)) continue;
    const leftover = join(base, name);
    const { uid } = await lstat(leftover).catch(() => ({ uid: -1 }));
    if (uid !== process.geteuid?.()) continue;
    await using lease = await takeLease(leftover);
    if (lease) await rm(leftover, { recursive: true, force: true });
  }
}
