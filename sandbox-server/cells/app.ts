import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { dirname, extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../cell/", import.meta.url));

/**
 * Writes the inside of the cell into `folder` as plain JavaScript. Done once for all cells: stripping at a
 * cell's start would cost it 50 ms. Returns the file Node is to import first.
 */
export async function buildApp(folder: string): Promise<string> {
  for (const file of await readdir(source, { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || file.name.includes(".test.")) continue;
    const from = join(file.parentPath, file.name);
    const path = relative(source, from);
    const to = join(folder, path.replace(/\.ts$/, ".mjs"));
    await mkdir(dirname(to), { recursive: true });
    if (extname(path) === ".ts") await writeFile(to, toJavaScript(await readFile(from, "utf8"), path));
    else await cp(from, to);
  }
  return join(folder, "boot.mjs");
}

/** Types gone, siblings named by their new names, and a name for stack traces that says nothing of the host. */
function toJavaScript(code: string, path: string): string {
  const name = path.replace(/\.ts$/, "").split(sep).join("/");
  return `${stripTypeScriptTypes(code).replace(/(["'])(\.{1,2}\/[\w./-]+)\.ts\1/g, "$1$2.mjs$1")}\n//# sourceURL=looplab:${name}`;
}
