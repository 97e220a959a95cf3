import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * The types the editor knows, as one object of path → text, made while the site is built:
 * Node's own without their comments, and `lab`'s as the compiler reads them from its source.
 */
export async function editorTypes(): Promise<Record<string, string>> {
  const [node, undici, lab] = await Promise.all([
    packageTypes("@types/node"),
    packageTypes("undici-types"),
    labTypes("sandbox-server/cell/lab.ts"),
  ]);
  return { ...node, ...undici, ...lab };
}

/** The project's own, for one file: a mistake elsewhere in it must not keep the site from being built. */
const compilerSettings =
  "--ignoreConfig --module nodenext --target esnext --lib esnext --types node --allowImportingTsExtensions --skipLibCheck".split(
    " ",
  );

async function packageTypes(name: string): Promise<Record<string, string>> {
  const found = await declarations(join(process.cwd(), "node_modules", name));
  const files = [...found]
    // Folders like `ts5.6` are for older compilers.
    .filter(([path]) => !/^ts\d/.test(path))
    .map(([path, text]) => [`${name}/${path}`, withoutComments(text)]);
  return { ...Object.fromEntries(files), [`${name}/package.json`]: JSON.stringify({ name, types: "index.d.ts" }) };
}

async function labTypes(source: string): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "lab-types-"));
  try {
    const compiler = join("node_modules", "typescript", "bin", "tsc");
    const out = ["--declaration", "--emitDeclarationOnly", "--rootDir", ".", "--outDir", folder];
    await promisify(execFile)(process.execPath, [compiler, source, ...compilerSettings, ...out]);
    const found = await declarations(folder);
    const entry = source.replace(/\.ts$/, ".d.ts");
    const needed = reachedFrom(entry, found);
    const files = needed.map((path) => [`lab/${path}`, importsAsJs(found.get(path) ?? "")]);
    return { ...Object.fromEntries(files), "lab/package.json": JSON.stringify({ name: "lab", types: entry }) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function declarations(folder: string): Promise<Map<string, string>> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(".d.ts"));
  const read = paths.map(
    async (path) => [path.replaceAll("\\", "/"), await readFile(join(folder, path), "utf8")] as const,
  );
  return new Map(await Promise.all(read));
}

const relativeImports = /(from |import\()"(\.{1,2}\/[^"]+)\.ts"/g;

/** A declaration file is found by its `.js` name, never by the `.ts` it came from. */
const importsAsJs = (text: string) => text.replace(relativeImports, '$1"$2.js"');

function reachedFrom(entry: string, files: ReadonlyMap<string, string>): string[] {
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const [, , specifier] of (files.get(path) ?? "").matchAll(relativeImports)) {
      reached.add(join(path, "..", `${specifier}.d.ts`).replaceAll("\\", "/"));
    }
  }
  return [...reached].filter((path) => files.has(path));
}

/** Comments are most of a declaration file's weight; directives (`/// <reference`) are none. */
export const withoutComments = (code: string): string =>
  code
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^[ \t]*\/\/(?!\/).*$/gm, "")
    .replace(/\n\s*\n+/g, "\n");
