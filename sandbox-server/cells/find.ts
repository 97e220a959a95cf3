import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { buildApp } from "./app.ts";
import { createBubblewrapMaker, wallArguments } from "./bubblewrap.ts";
import type { CellMaker } from "./cell.ts";
import { nodeArguments } from "./node.ts";
import { proveWalls } from "./probe.ts";
import { buildRoot } from "./root.ts";
import { type FilterArch, filterArchs, seccompFilter } from "./seccomp.ts";
import { Uids, uidRange } from "./uids.ts";

/** Isolated cells, if this machine can have them: what they need is found, built and proven, or what is missing is told. */
export async function findBubblewrap(
  packages = { folder: "/", names: [] as string[] },
): Promise<CellMaker | { missing: string }> {
  const arch = filterArchs.find((known) => known === process.arch);
  if (process.platform !== "linux" || !arch) {
    return { missing: `Linux on ${filterArchs.join(" or ")} (this is ${process.platform} on ${process.arch})` };
  }
  const bwrap = await find("bwrap");
  if (!bwrap) return { missing: "bubblewrap (apt-get install bubblewrap)" };
  if (!(await find("prlimit"))) return { missing: "prlimit (apt-get install util-linux)" };
  return build(bwrap, arch, packages).catch((error: Error) => ({ missing: error.message }));
}

type Packages = { folder: string; names: string[] };

async function build(bwrap: string, arch: FilterArch, packages: Packages): Promise<CellMaker> {
  await using undo = new AsyncDisposableStack();
  const uids = process.geteuid?.() === 0 ? await Uids.ofThisMachine() : null;
  const content = {
    node: process.execPath,
    app: buildApp,
    packages: packages.names.length > 0 ? join(packages.folder, "node_modules") : undefined,
  };
  const root = undo.use(await buildRoot(content, uids ? uidRange.first : undefined));

  const cells = (command: string[]) =>
    createBubblewrapMaker({ bwrap, root, walls: wallArguments(root.path), filter: seccompFilter(arch), uids, command });
  const proof = await proveWalls(await cells(["/bin/node", "--disable-warning=ExperimentalWarning", "/app/prove.mjs"]));
  if (!proof.ok) throw new Error(`walls that hold: ${proof.missing.join("; ")}`);

  const inside = {
    boot: "/app/boot.mjs",
    app: "/app/",
    root: "/tmp/",
    packages: { folder: "/", names: packages.names },
  };
  const maker = await cells(["/bin/node", ...nodeArguments(inside)]);
  undo.move();
  return { ...maker, ground: { bwrap, arch, uids, beside: root.beside } };
}

export async function find(program: string): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, program);
    const found =
      folder !== "" &&
      (await access(path, constants.X_OK).then(
        () => true,
        () => false,
      ));
    if (found) return path;
  }
  return undefined;
}
