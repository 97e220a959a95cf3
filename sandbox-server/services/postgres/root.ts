import { chmod, copyFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { find } from "../../cells/find.ts";
import { emptyFolder, folder, openToAll, place, placeProgram } from "../../cells/placing.ts";
import type { Binaries } from "./binaries.ts";

/** Languages whose functions would be whole programs, and ways to files and to other programs. */
const leftOut = /^(?:pl(?:perl|python|tcl)|.*_pl(?:perl|python)|file_fdw|basebackup_to_shell|dblink|postgres_fdw)/;

/** All that PostgreSQL can see, but for its data: itself, and Node to start it with. */
export async function fillRoot(root: string, { folder: from, links }: Binaries): Promise<void> {
  await emptyFolder(root);
  for (const name of ["bin", "etc", "proc", "dev", "data", "template", "sockets"]) await folder(join(root, name));
  const pg = join(root, "pg");
  for (const name of ["bin", "lib", "lib/postgresql"]) {
    await folder(join(pg, name));
    for (const entry of await readdir(join(from, name), { withFileTypes: true })) {
      const wanted = entry.isFile() && (name === "bin" || entry.name.includes(".so")) && !leftOut.test(entry.name);
      if (wanted) await place(join(from, name, entry.name), join(pg, name, entry.name));
    }
  }
  for (const { file, name } of links) await place(join(from, file), join(pg, name));
  await placeFolder(join(from, "share"), join(pg, "share"));
  for (const name of ["postgres", "initdb"]) await placeProgram(join(pg, "bin", name), root, `pg/bin/${name}`);
  await placeProgram(process.execPath, root, "bin/node");
  const prlimit = await find("prlimit");
  if (!prlimit) throw new Error("prlimit (apt-get install util-linux)");
  await placeProgram(prlimit, root, "bin/prlimit");

  await copyFile(fileURLToPath(new URL("./launch.mjs", import.meta.url)), join(root, "bin/launch.mjs"));
  await chmod(join(root, "bin/launch.mjs"), 0o644);
  // It asks for its own name.
  await writeFile(join(root, "etc/passwd"), "postgres:x:65534:65534::/:/bin/false\n");
  await openToAll(join(root, "etc"));
}

async function placeFolder(from: string, to: string): Promise<void> {
  await folder(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const doing = entry.isDirectory() ? placeFolder : place;
    await doing(join(from, entry.name), join(to, entry.name));
  }
}
