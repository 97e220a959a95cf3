import { cp, mkdir, readdir, readFile } from "node:fs/promises";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin, transform } from "esbuild";

const source = fileURLToPath(new URL("../cell/", import.meta.url));

/** Where the inside of the cell is entered: by Node, by a thread, or by a program that asks for it. */
const doors = [
  "boot",
  "prove",
  "lab",
  "observer/thread",
  "load/worker",
  "upstream-worker",
  "services-worker",
  "thread",
];
const flat = (path: string) => path.replaceAll("/", "-");

/**
 * Writes the inside of the cell into `folder` as plain JavaScript. Done once for all cells: stripping at a
 * cell's start would cost it 50 ms, and loading file by file 9 of 48. Returns the file Node is to import first.
 */
export async function buildApp(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: Object.fromEntries(doors.map((door) => [flat(door), join(source, `${door}.ts`)])),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node26",
    // A name for stack traces that says nothing of the host.
    footer: { js: "//# sourceURL=looplab:cell" },
    plugins: [asWritten],
    logLevel: "silent",
  });
  for (const file of await readdir(source)) if (file.endsWith(".mjs")) await cp(join(source, file), join(folder, file));
  return join(folder, "boot.mjs");
}

/**
 * Types gone, files named by URL found under the flat names they now have, and Node's own modules asked for
 * directly: imported, each would first be given a namespace of all its exports, which costs a cell's start 7 ms
 * of CPU.
 */
const asWritten: Plugin = {
  name: "as-written",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const here = dirname(relative(source, path).split(sep).join("/"));
      const { code } = await transform(await readFile(path, "utf8"), { loader: "ts" });
      const contents = code.replace(
        /new URL\("(\.[\w./-]+)\.ts", import\.meta\.url\)/g,
        (_, file: string) => `new URL("./${flat(posix.join(here, file))}.mjs", import.meta.url)`,
      );
      return { contents: contents.replace(builtinImport, fromBuiltin), loader: "js" };
    });
  },
};

const builtinImport = /^import (?:(\w+)|\{([^}]*)\}) from ("node:[\w/]+");$/gm;

const fromBuiltin = (_: string, whole: string | undefined, names: string | undefined, module: string) =>
  `const ${whole ?? `{${names?.replaceAll(" as ", ": ")}}`} = process.getBuiltinModule(${module});`;
